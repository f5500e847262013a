using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Terminals;
using ModelCI.Holdout;

namespace ModelCI.Cli.Labelling;

/// <summary><c>modelci labels import</c>: takes labellers' answers into the labels file.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "CSV with the columns id and label; further columns are not read" };
        var offline = LabelsCommand.Offline();
        var command = new Command(
            "import", "Take answers into the labels file, sealed or not: all of them, or none if one cannot be taken. 'unsure' is the answer for an item that nobody can label")
        {
            file, offline,
        };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var desk = LabelDesk.Open(common.ConfigurationFile(parse), parse.GetValue(offline));
                    var configuration = desk.Configuration;
                    var imported = LabelImporter.Import(
                        configuration.Holdout, configuration.Folder, desk.Keys, desk.Holdout, parse.GetValue(file)!, Environment.CurrentDirectory, cancellation);
                    terminal.Result(common.IsJson(parse) ? ToJson(imported) : ToText(imported, desk));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static string ToText(ImportedLabels imported, LabelDesk desk)
    {
        var counts = string.Create(CultureInfo.InvariantCulture, $"new: {imported.Taken:#,0}, there already: {imported.Known:#,0}, empty: {imported.Empty:#,0}");
        var taken = imported.Taken > 0 ? $"labels taken into {imported.File} ({counts})\n" : $"no label was taken: nothing is new ({counts})\n";
        return desk.Waiting is { } waiting
            ? $"{taken}Next: `modelci test`; step {waiting.Opening.Step} goes on where it stopped and takes no new step\n"
            : taken;
    }

    private static string ToJson(ImportedLabels imported) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.labels-import/1");
        json.WriteString("file", imported.File);
        json.WriteNumber("taken", imported.Taken);
        json.WriteNumber("known", imported.Known);
        json.WriteNumber("empty", imported.Empty);
        json.WriteEndObject();
    });
}
