using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Ledgers;

/// <summary><c>modelci ledger verify</c>: checks everything that can be checked, entry by entry, so that the first bad one is named.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var reading = new LedgerReading();
        var command = new Command("verify", "Check the chain of entries and every part beside them");
        reading.AddTo(command);
        reading.SetAction(command, call =>
        {
            var ledger = call.Access.LoadWhole();
            call.Terminal.Result(call.IsJson ? ToJson(call, ledger) : ToText(call, ledger));
        });
        return command;
    }

    private static string ToText(LedgerReading.Call call, Ledger ledger)
    {
        var name = call.Configuration.Holdout.Name;
        if (ledger.Entries.Count == 0) return $"test set {name}: no entry yet, nothing to check\n";
        var (isKeyed, isPinned) = (ledger.IsKeyed, call.Configuration.Holdout.Account is not null);
        return string.Create(CultureInfo.InvariantCulture, $"test set {name}: {ledger.Entries.Count} entries\neach follows the one before it, and every part is as its entry says\n")
            + (isKeyed
                ? call.Access.Seal.IsKeyed ? "authenticated: every entry and part was written with the account's key\n" : LedgerNotes.NotAuthenticated
                : LedgerNotes.InClear)
            + $"account {ledger.Records[0].Hash}\n" + (isPinned ? "pinned: it is the one that holdout.account names\n" : LedgerNotes.NotPinned);
    }

    private static string ToJson(LedgerReading.Call call, Ledger ledger) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.ledger-verify/1");
        json.WriteString("testSet", call.Configuration.Holdout.Name);
        json.WriteNumber("entries", ledger.Entries.Count);
        json.WriteString("account", ledger.Records.Count == 0 ? null : ledger.Records[0].Hash);
        json.WriteString("head", ledger.Head);
        json.WriteBoolean("pinned", call.Configuration.Holdout.Account is not null);
        json.WriteBoolean("keyed", ledger.IsKeyed);
        json.WriteBoolean("authenticated", ledger.IsKeyed && call.Access.Seal.IsKeyed);
        json.WriteEndObject();
    });
}
