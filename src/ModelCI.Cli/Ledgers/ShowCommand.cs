using System.CommandLine;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary><c>modelci ledger show</c>: the evaluations of a test set and what is left of its two budgets.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var reading = new LedgerReading();
        var unseal = new Option<bool>("--unseal") { Description = "Print the sealed details too, which retires the test set for guarantees" };
        var yes = new Option<bool>("--yes") { Description = "With --unseal: retire it" };
        var command = new Command("show", "List the evaluations, and what is left of the error and label budgets") { unseal, yes };
        reading.AddTo(command);
        reading.SetAction(command, call =>
        {
            var (isUnsealed, isSure) = (call.Parse.GetValue(unseal), call.Parse.GetValue(yes));
            if (isSure && !isUnsealed) throw new ModelCIException("MCI1010", "--yes confirms --unseal, which is not there", "--yes", "leave --yes out, or add --unseal");
            var ledger = isUnsealed ? Unseal(call, isSure) : call.Access.LoadWithoutKey();
            var view = LedgerView.Of(call.Configuration, ledger, call.Access, TimeProvider.System.GetUtcNow(), isUnsealed);
            call.Terminal.Result(call.IsJson ? ShowJson.Of(view) : ShowText.Of(view));
        });
        return command;
    }

    /// <summary>The ledger with the entry that says that somebody read its sealed details; the entry comes first.</summary>
    private static Ledger Unseal(LedgerReading.Call call, bool isSure)
    {
        var ledger = call.Access.Load();
        if (ledger.Entries.Count == 0 || ledger.Account.Retired is not null) return ledger;
        var name = call.Configuration.Holdout.Name;
        if (!isSure)
            throw new ModelCIException(
                "MCI4015", $"this retires the test set '{name}' for guarantees: whoever has seen which labels decided can fit models to them", "--unseal",
                "add --yes if no further evaluation on it is wanted; without --unseal nothing is retired");
        if (call.Access.Place is LedgerPlace.Offline)
            throw new ModelCIException(
                "MCI4016", "the entry that retires the test set must reach the ledger before its details are shown, and --offline leaves the remote alone", "--offline",
                "run without --offline");
        // What cannot be read must not cost the test set.
        call.Access.LoadWhole();
        return call.Access.Journal.Append(Retire, call.Cancellation) ?? call.Access.Load();
    }

    private static EntryContent? Retire(Ledger ledger) => ledger.Account.Retired is not null
        ? null
        : new EntryContent(header => new RetireEntry(header, Retirement.Unsealed, null), SealedDetails.None, ledger.Account.TestSet!.Items);
}
