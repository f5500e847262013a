using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Testing;

/// <summary><c>modelci test</c>: the gate.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var revision = new Option<string?>("--base") { Description = "Commit that `baseline: base` means", HelpName = "REV" };
        var rules = new Option<string?>("--config-from") { Description = "Commit that the configuration, its schema and its templates are read from", HelpName = "REV" };
        var model = new Option<string?>("--candidate") { Description = "The model under test in place of the configured one", HelpName = "FILE" };
        var folder = new Option<string?>("--report") { Description = "Folder of the report files (default: modelci-report beside the configuration)", HelpName = "DIR" };
        var junit = new Option<string?>("--junit") { Description = "Also write the result as JUnit XML", HelpName = "FILE" };
        var publish = new Option<bool>("--publish") { Description = "Also write publication.json, which the GitHub Action publishes" };
        var announce = new Option<bool>("--announce") { Description = "Read the configuration, write announcement.json, and do no more" };
        var maintainers = new Option<string?>("--maintainer-report") { Description = "Also write the report with all that the run saw, for people who take no part in choosing models", HelpName = "FILE" };
        var preflight = new Option<bool>("--preflight") { Description = "Look at configuration, models, shapes and cost, and decide nothing: no item of the test set is predicted, and nothing is recorded" };
        var development = new Option<string[]>("--development") { Description = "With --preflight: items outside the test set to measure the models' disagreement on; NAME=FILE for each of several arrays", HelpName = "FILE", DefaultValueFactory = _ => [] };
        var offline = new Option<bool>("--offline") { Description = "Decide without the ledger's remote: the verdict is provisional, and paid for later" };
        var predictions = new Option<string?>("--predictions") { Description = "The candidate's predictions (id, prediction) in place of the model; * and ? join files", HelpName = "FILE" };
        var baseline = new Option<string?>("--baseline-predictions") { Description = "Likewise the baseline's", HelpName = "FILE" };
        var noCache = new Option<bool>("--no-cache") { Description = "Run the models even if their answers to these items were kept" };
        var actor = new Option<string?>("--actor") { Description = "Who started the run, for the account (default: git's user)", HelpName = "NAME" };
        var pull = new Option<int?>("--pull-request") { Description = "Number of the pull request that the run belongs to, for the account", HelpName = "N" };
        var command = new Command("test", "Decide whether the candidate may replace the baseline")
        {
            revision, rules, model, folder, junit, maintainers, publish, announce, preflight, development, offline, predictions, baseline, noCache, actor, pull,
        };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            var options = new TestOptions(
                parse.GetValue(revision), parse.GetValue(rules), parse.GetValue(offline), !parse.GetValue(noCache), parse.GetValue(model),
                parse.GetValue(predictions), parse.GetValue(baseline), parse.GetValue(maintainers) is not null, new RunOrigin(parse.GetValue(actor), parse.GetValue(pull)));
            return CommandLine.GuardAsync(terminal, async () =>
            {
                var keys = KeyRing.Take();
                CheckTogether(parse, preflight, development, [publish, announce], [junit, folder, predictions, baseline]);
                var file = common.ConfigurationFile(parse);
                if (parse.GetValue(preflight))
                {
                    using var ruling = RulingConfiguration.Read(file, options.ConfigurationRevision);
                    var found = await Task.Run(() => new PreflightRun(ruling.Settings, options, parse.GetValue(development)!, keys, terminal, TimeProvider.System).Execute(cancellation), cancellation).ConfigureAwait(false);
                    terminal.Result(common.IsJson(parse) ? PreflightReport.ToJson(found) : PreflightReport.ToText(found));
                    return ExitCodes.Success;
                }
                var files = new ReportFiles(parse.GetValue(folder), file, options.ConfigurationRevision, parse.GetValue(publish), parse.GetValue(announce), parse.GetValue(junit));
                try
                {
                    using var configuration = RulingConfiguration.Read(file, options.ConfigurationRevision);
                    files.Ruling = configuration.Settings;
                    files.CheckJUnit();
                    var beside = configuration.Settings.Folder;
                    var complete = parse.GetValue(maintainers) is { } path ? MaintainerFile.Of(path, files.PathOf(beside), beside, keys is not null) : null;
                    var output = new ReportOutput(configuration.Settings, files, complete, terminal, common.IsJson(parse));
                    return parse.GetValue(announce) ? output.Announce() : await RunAsync(configuration, options, keys, output, terminal, cancellation).ConfigureAwait(false);
                }
                catch (ModelCIException exception)
                {
                    files.TryPublish(exception.Problems);
                    throw;
                }
            });
        });
        return command;
    }

    /// <summary>Refuses options that would have no effect.</summary>
    /// <exception cref="ModelCIException">MCI1010.</exception>
    private static void CheckTogether(ParseResult parse, Option<bool> preflight, Option<string[]> development, Option<bool>[] flags, Option<string?>[] values)
    {
        if (!parse.GetValue(preflight))
        {
            if (parse.GetValue(development)!.Length > 0)
                throw new ModelCIException("MCI1010", "--development is for --preflight, which is not there", "--development", "add --preflight, or leave --development out");
            return;
        }
        var other = flags.Where(parse.GetValue).Select(option => option.Name).Concat(values.Where(option => parse.GetValue(option) is not null).Select(option => option.Name)).FirstOrDefault();
        if (other is not null) throw new ModelCIException("MCI1010", $"--preflight decides nothing and writes nothing, and {other} has no effect with it", other, $"leave {other} out");
    }

    private static async Task<int> RunAsync(
        RulingConfiguration configuration, TestOptions options, Core.Sealing.TestSetKeys? keys, ReportOutput output, Terminal terminal, CancellationToken cancellation)
    {
        // Its outcome is of no interest: what cannot be set up says so where it is used.
        _ = Task.Run(
            () =>
            {
                LedgerFormat.Prepare();
                output.Prepare();
            },
            CancellationToken.None);
        var run = new TestRun(configuration, options, keys, terminal, TimeProvider.System);
        return output.Publish(await Task.Run(() => run.Execute(output.Discard, cancellation), cancellation).ConfigureAwait(false));
    }
}
