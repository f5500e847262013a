using System.CommandLine;
using System.Globalization;
using System.Text;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary><c>modelci ledger</c>: the account of a test set.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "The account of a test set")
    {
        Create("show", "List the evaluations", Show),
        Create("verify", "Check the chain of entries", Verify),
        Create("export", "Print the entries as JSON lines", Export),
    };

    private static Command Create(string name, string description, Func<Ledger, GateConfiguration, string> print)
    {
        var common = new CommonOptions();
        var offline = new Option<bool>("--offline") { Description = "Read this clone's copy, without the remote" };
        var command = new Command(name, description) { offline };
        common.AddTo(command);
        command.SetAction((parse, _) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () =>
            {
                var keys = KeyRing.Take();
                var configuration = ConfigurationReader.Read(common.ConfigurationFile(parse));
                var access = new LedgerAccess(configuration, GitRepository.Around(configuration.Folder), keys, parse.GetValue(offline), TimeProvider.System);
                var ledger = access.LoadWithoutKey();
                terminal.Result(common.IsJson(parse) ? Export(ledger, configuration) : print(ledger, configuration));
                return Task.FromResult(ExitCodes.Success);
            });
        });
        return command;
    }

    /// <summary>Released symbols and public figures only: nothing of a sealed part.</summary>
    private static string Show(Ledger ledger, GateConfiguration configuration)
    {
        var account = ledger.Account;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"test set {configuration.Holdout.Name}: {account.Evaluations.Count} evaluations, ");
        text.AppendLine(CultureInfo.InvariantCulture, $"{account.NatsPaid:0.##} nats paid for feedback, at most {account.Reserved:#,0} labels used");
        foreach (var evaluation in account.Evaluations)
        {
            var opening = evaluation.Opening;
            // An opened evaluation without a result is running, or was aborted and has spent its step.
            var verdict = evaluation.Result?.Symbol.Text ?? "aborted";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{opening.Step,4}  {verdict,-8} {opening.Header.Time}  alpha {opening.Error.Alpha:0.00e0}  {evaluation.Nats,6:0.00} nats  {opening.Models.Candidate[..Math.Min(12, opening.Models.Candidate.Length)]}  {opening.Policy.Condition}");
        }
        return text.ToString();
    }

    private static string Verify(Ledger ledger, GateConfiguration configuration)
    {
        ledger.CheckParts();
        return string.Create(CultureInfo.InvariantCulture, $"test set {configuration.Holdout.Name}: {ledger.Entries.Count} entries, chain whole\n");
    }

    private static string Export(Ledger ledger, GateConfiguration configuration) =>
        string.Concat(ledger.Records.Select(record => Encoding.UTF8.GetString(record.Entry) + "\n"));
}
