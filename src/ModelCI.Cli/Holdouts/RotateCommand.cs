using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout rotate</c>: a new test set takes over.</summary>
internal static class RotateCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var name = new Argument<string>("NEW-NAME") { Description = "Name of the new test set" };
        var items = new Option<string[]>("--items") { Description = "Its items; NAME=FILE for each of several arrays", HelpName = "FILE", DefaultValueFactory = _ => [] };
        var labels = new Option<string?>("--labels") { Description = "Its labels, where they are a file", HelpName = "FILE" };
        var release = new Option<string?>("--release") { Description = "Write the old items and labels there, in clear, as a development set", HelpName = "DIR" };
        var command = new Command(
            "rotate",
            "Retire the configured test set and begin a new one, which shares no item with any before it, and write it into modelci.yml. "
            + "Broken off, the same command finishes it")
        {
            name, items, labels, release,
        };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var keys = KeyRing.Take();
                    var file = common.ConfigurationFile(parse);
                    var old = ConfigurationReader.Read(file);
                    var next = NextTestSet.Of(old, parse.GetValue(name)!, parse.GetValue(items)!, parse.GetValue(labels), Environment.CurrentDirectory);
                    var configuration = new RotatedConfiguration(file, next);
                    var development = parse.GetValue(release) is { } folder ? new DevelopmentSet(old.Holdout, old.Folder, keys, Path.GetFullPath(folder)) : null;
                    var rotation = new Rotation(old, next, keys, TimeProvider.System);
                    var account = rotation.Enter(cancellation);
                    // Only what is retired may be seen.
                    var released = development?.Write(cancellation) ?? [];
                    // Last: as long as the file names the old test set, the same command goes on where it stopped.
                    var isWritten = configuration.TryWrite(account);
                    terminal.Result(common.IsJson(parse)
                        ? ToJson(rotation, account, configuration, isWritten, released)
                        : ToText(rotation, account, configuration, isWritten, released, file));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static string ToText(
        Rotation rotation, string account, RotatedConfiguration configuration, bool isWritten, IReadOnlyList<RewrittenFile> released, string file) => string.Concat(
    [
        $"the test set '{rotation.OldName}' is retired\n",
        string.Create(CultureInfo.InvariantCulture, $"the test set '{rotation.NewName}' has begun: {rotation.Items:#,0} items, account {account}\n"),
        .. released.Select(written => $"released: {written.To}\n"),
        isWritten ? $"changed in {file}; commit it:\n" : $"{file} cannot be edited safely; write there by hand, and commit it:\n",
        .. configuration.Changes.Select(change => $"  {RotatedConfiguration.Words(change)}\n"),
    ]);

    private static string ToJson(
        Rotation rotation, string account, RotatedConfiguration configuration, bool isWritten, IReadOnlyList<RewrittenFile> released) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.holdout-rotation/1");
        json.WriteString("retired", rotation.OldName);
        json.WriteString("testSet", rotation.NewName);
        json.WriteNumber("items", rotation.Items);
        json.WriteString("account", account);
        json.WriteBoolean("configurationWritten", isWritten);
        json.WriteStartArray("changes");
        foreach (var (path, value, line) in configuration.Changes)
        {
            json.WriteStartObject();
            json.WriteString("key", path);
            json.WriteString("value", value);
            json.WriteNumber("line", line);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("released");
        foreach (var written in released) json.WriteStringValue(written.To);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
