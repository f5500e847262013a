using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Labelling;

/// <summary><c>modelci labels request</c>: which items to label next.</summary>
internal static class RequestCommand
{
    private const string DefaultFile = "labels-request.csv";

    public static Command Create()
    {
        var common = new CommonOptions();
        var count = new Option<int?>("--count") { Description = "Items at most (default: all that the evaluation may need)", HelpName = "N" };
        var output = new Option<string>("--output") { Description = $"File to write (default: {DefaultFile})", HelpName = "FILE", DefaultValueFactory = _ => DefaultFile };
        var force = new Option<bool>("--force") { Description = "Replace the file if it exists" };
        var offline = LabelsCommand.Offline();
        var command = new Command("request", "Write the next items that the waiting evaluation may need labels of: id,label and what a table tells of each item")
        {
            count, output, force, offline,
        };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var most = parse.GetValue(count);
                    if (most < 1) throw new ModelCIException("MCI1007", $"--count is {most}; it must be a whole number of at least 1", "--count", "leave it out for all items");
                    var desk = LabelDesk.Open(common.ConfigurationFile(parse), parse.GetValue(offline));
                    int[] rows = [.. desk.Lacking.Take(most ?? int.MaxValue)];
                    var file = parse.GetValue(output)!;
                    if (rows.Length > 0) NewFile.Write(file, parse.GetValue(force), path => File.WriteAllText(path, LabelRequest.ToCsv(desk.Holdout.Items, rows)));
                    terminal.Result(common.IsJson(parse) ? ToJson(desk, rows.Length, file) : ToText(desk, rows.Length, file));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static string ToText(LabelDesk desk, int requested, string file)
    {
        if (desk.Waiting is not { } waiting) return "no evaluation waits for labels\n";
        return requested == 0
            ? $"step {waiting.Opening.Step} has all labels that it waited for: run `modelci test` again\n"
            : string.Create(CultureInfo.InvariantCulture, $"{requested:#,0} of {desk.Lacking.Count:#,0} items that step {waiting.Opening.Step} may need labels of are in {file}\n")
                + "Next: have them labelled (by nobody who trains models), then\n`modelci labels import FILE`\n";
    }

    private static string ToJson(LabelDesk desk, int requested, string file) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.labels-request/1");
        json.WriteString("testSet", desk.Configuration.Holdout.Name);
        json.WriteBoolean("waiting", desk.Waiting is not null);
        JsonText.Number(json, "step", desk.Waiting?.Opening.Step);
        json.WriteNumber("requested", requested);
        json.WriteNumber("lacking", desk.Lacking.Count);
        json.WriteString("file", requested > 0 ? file : null);
        json.WriteEndObject();
    });
}
