using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Predicting;

/// <summary><c>modelci predict</c>: one model's answers to the test set's items, as a file.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var model = new Option<string>("--model") { Description = "candidate or baseline", DefaultValueFactory = _ => "candidate" };
        model.AcceptOnlyFromAmong("candidate", "baseline");
        var output = new Option<string?>("--output") { Description = "The file (default: predictions-MODEL.parquet, with -i-of-n for a shard)", HelpName = "FILE.parquet" };
        var shard = new Option<string?>("--shard") { Description = "Only the i-th of n parts of the items, such as 1/4", HelpName = "i/n" };
        var revision = new Option<string?>("--base") { Description = "Commit that `baseline: base` means", HelpName = "REV" };
        var rules = new Option<string?>("--config-from") { Description = "Commit that the configuration is read from", HelpName = "REV" };
        var force = new Option<bool>("--force") { Description = "Replace the file" };
        var command = new Command("predict",
            """
            Write a model's predictions on the test set's items to a Parquet file, with the columns id and prediction, and
            top_1, top_2, ... where the condition asks for top-k.

            `modelci test --predictions FILE --baseline-predictions FILE` takes such files in place of models; a pattern in
            quotes joins the files of several shards. Nothing is recorded and no label is used, but predictions tell of the
            items: those of a sealed test set are as secret as its items are.
            """) { model, output, shard, revision, rules, force };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var keys = KeyRing.Take();
                    var part = parse.GetValue(shard) is { } text ? Shard.Parse(text) : Shard.Whole;
                    var role = parse.GetValue(model)!;
                    var file = parse.GetValue(output) ?? DefaultFile(role, part);
                    NewFile.Check(file, parse.GetValue(force));
                    using var configuration = RulingConfiguration.Read(common.ConfigurationFile(parse), parse.GetValue(rules));
                    var prediction = new Prediction(configuration, role, part, parse.GetValue(revision), keys, terminal, TimeProvider.System);
                    var rows = prediction.WriteTo(file, parse.GetValue(force), cancellation);
                    terminal.Result(common.IsJson(parse) ? Json(file, role, rows) : string.Create(CultureInfo.InvariantCulture, $"{file}: the {role}'s predictions on {rows:#,0} items\n"));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static string DefaultFile(string role, Shard shard) => string.Create(
        CultureInfo.InvariantCulture, $"predictions-{role}{(shard.IsWhole ? "" : $"-{shard.Number}-of-{shard.Of}")}.parquet");

    private static string Json(string file, string role, int rows) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.predict/1");
        json.WriteString("file", file);
        json.WriteString("model", role);
        json.WriteNumber("items", rows);
        json.WriteEndObject();
    });
}
