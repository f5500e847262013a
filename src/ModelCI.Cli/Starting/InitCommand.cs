using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;
using ModelCI.Git;

namespace ModelCI.Cli.Starting;

/// <summary><c>modelci init</c>: a first modelci.yml and the workflow that runs it.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var flags = new InitFlags();
        var command = new Command(
            "init",
            """
            Write a commented modelci.yml, and a workflow for GitHub, out of what the folder has: models, items, labels. On a terminal it asks for what
            it cannot tell; elsewhere flags say it. Both files are written or none, and none is replaced without --force.
            """);
        flags.AddTo(command);
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var keys = KeyRing.Take();
                    flags.Check(new FlagReader(parse));
                    var file = common.ConfigurationFile(parse, isNeeded: false) ?? ConfigurationLocator.FileName;
                    var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
                    var repository = GitRepository.Around(Directory.Exists(folder) ? folder : Environment.CurrentDirectory);
                    var target = Path.GetFullPath(file);
                    var workflow = parse.GetValue(flags.NoWorkflow) ? null : Path.Combine(repository.Root, WorkflowText.Place);
                    // Before the first question.
                    NewFiles.Check(workflow is null ? [target] : [target, workflow], parse.GetValue(flags.Force));

                    var questions = new Questions(terminal, terminal.CanAsk && !common.IsJson(parse) && !parse.GetValue(flags.Yes));
                    var gate = new NewGate(parse, flags, questions, keys, repository, file, folder, TimeProvider.System).Compose(cancellation);
                    var files = new List<(string, string)> { (target, gate.Text) };
                    var workflowText = workflow is null ? null : WorkflowText.Of(InRepository(repository, file), repository.DefaultBranchName() ?? "main", gate.Watched);
                    if (workflow is not null) files.Add((workflow, workflowText!));
                    NewFiles.Write(files, parse.GetValue(flags.Force));
                    foreach (var note in gate.Notes) terminal.Note(note);
                    terminal.Result(common.IsJson(parse) ? ToJson(files, gate) : ToText(files, gate, file, workflowText));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static string InRepository(GitRepository repository, string file) => repository.Prefix + Path.GetFileName(file);

    private static string ToText(List<(string Path, string Text)> files, ComposedGate gate, string file, string? workflow) => string.Concat(
    [
        .. files.Select(written => $"wrote {Path.GetRelativePath(Environment.CurrentDirectory, written.Path)}\n"),
        "\n", TextWrap.Of(gate.Plan), "\nNext:\n",
        $"  modelci test{(file == ConfigurationLocator.FileName ? "" : $" --config {file}")}\n",
        .. workflow is null
            ? (string[])[]
            : [string.Create(CultureInfo.InvariantCulture, $"  name the release of the Action in line {WorkflowText.LineOfRelease(workflow)} of {WorkflowText.Place}\n"), "  commit both files\n"],
    ]);

    private static string ToJson(List<(string Path, string Text)> files, ComposedGate gate) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.init/1");
        json.WriteStartArray("written");
        foreach (var (path, _) in files) json.WriteStringValue(Path.GetRelativePath(Environment.CurrentDirectory, path));
        json.WriteEndArray();
        json.WriteString("plan", gate.Plan);
        json.WriteStartArray("notes");
        foreach (var note in gate.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
