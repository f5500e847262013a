using System.CommandLine;
using System.Globalization;
using System.Text;
using ModelCI.Cli.Configuration;
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

    private static Command Create(string name, string description, Func<IReadOnlyList<LedgerRecord>, GateConfiguration, string> print)
    {
        var common = new CommonOptions();
        var command = new Command(name, description);
        common.AddTo(command);
        command.SetAction((parse, _) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () =>
            {
                var configuration = ConfigurationReader.Read(common.ConfigurationFile(parse));
                var store = new GitLedgerStore(GitRepository.Around(configuration.Folder), configuration.Holdout.Name);
                var records = store.Load().Records;
                terminal.Result(common.IsJson(parse) ? Export(records, configuration) : print(records, configuration));
                return Task.FromResult(ExitCodes.Success);
            });
        });
        return command;
    }

    /// <summary>Released symbols and public figures only: nothing of a sealed part.</summary>
    private static string Show(IReadOnlyList<LedgerRecord> records, GateConfiguration configuration)
    {
        var account = Ledger.Verify(records).Account;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"test set {configuration.Holdout.Name}: {account.Evaluations.Count} evaluations, ");
        text.AppendLine(CultureInfo.InvariantCulture, $"{account.NatsPaid:0.##} nats paid for feedback, at most {account.Reserved:#,0} labels used");
        foreach (var evaluation in account.Evaluations)
        {
            var opening = evaluation.Opening;
            // An opened evaluation without a result is running, or was aborted and has spent its step.
            var verdict = evaluation.Result?.Symbol.ToString().ToLowerInvariant() ?? "aborted";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{opening.Step,4}  {verdict,-8} {opening.Header.Time}  alpha {opening.Error.Alpha:0.00e0}  {evaluation.Nats,6:0.00} nats  {opening.Models.Candidate[..Math.Min(12, opening.Models.Candidate.Length)]}  {opening.Policy.Condition}");
        }
        return text.ToString();
    }

    private static string Verify(IReadOnlyList<LedgerRecord> records, GateConfiguration configuration)
    {
        var ledger = Ledger.Verify(records);
        return string.Create(CultureInfo.InvariantCulture, $"test set {configuration.Holdout.Name}: {ledger.Entries.Count} entries, chain whole\n");
    }

    private static string Export(IReadOnlyList<LedgerRecord> records, GateConfiguration configuration)
    {
        Ledger.Verify(records);
        return string.Concat(records.Select(record => Encoding.UTF8.GetString(record.Entry) + "\n"));
    }
}
