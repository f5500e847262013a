using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Testing;

/// <summary><c>modelci test</c>: the gate.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var revision = new Option<string?>("--base") { Description = "Commit that `baseline: base` means", HelpName = "REV" };
        var folder = new Option<string?>("--report") { Description = "Folder of the report files (default: modelci-report beside the configuration)", HelpName = "DIR" };
        var offline = new Option<bool>("--offline") { Description = "Decide without the ledger's remote: the verdict is provisional, and paid for later" };
        var predictions = new Option<string?>("--predictions") { Description = "The candidate's predictions (id, prediction) in place of the model; * and ? join files", HelpName = "FILE" };
        var baseline = new Option<string?>("--baseline-predictions") { Description = "Likewise the baseline's", HelpName = "FILE" };
        var noCache = new Option<bool>("--no-cache") { Description = "Run the models even if their answers to these items were kept" };
        var command = new Command("test", "Decide whether the candidate may replace the baseline") { revision, folder, offline, predictions, baseline, noCache };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, async () =>
            {
                var keys = KeyRing.Take();
                var configuration = ConfigurationReader.Read(common.ConfigurationFile(parse));
                var output = new ReportOutput(configuration, parse.GetValue(folder), terminal, common.IsJson(parse));
                // Its outcome is of no interest: what cannot be set up says so where it is used.
                _ = Task.Run(
                    () =>
                    {
                        LedgerFormat.Prepare();
                        output.Prepare();
                    },
                    CancellationToken.None);
                var options = new TestOptions(
                    parse.GetValue(revision), parse.GetValue(offline), !parse.GetValue(noCache), parse.GetValue(predictions), parse.GetValue(baseline));
                var run = new TestRun(configuration, options, keys, terminal, TimeProvider.System);
                return output.Publish(await Task.Run(() => run.Execute(output.Discard, cancellation), cancellation).ConfigureAwait(false));
            });
        });
        return command;
    }
}
