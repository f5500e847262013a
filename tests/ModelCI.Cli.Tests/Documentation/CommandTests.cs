using System.CommandLine;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Documentation;

/// <summary>Every command and option that the documentation shows is one; README's blocks are executed besides, by the tests end to end.</summary>
internal sealed class CommandTests
{
    // What stands for a value where only some values or numbers are allowed.
    private static readonly Dictionary<string, string> Placeholders = new() { ["SHELL"] = "bash", ["N"] = "1", ["text|json"] = "json" };

    public static IEnumerable<ShownCommand> Calls =>
    [
        .. Pages.Readme.Blocks.Where(ShownCommand.AreIn).SelectMany(ShownCommand.Of),
        .. Pages.All.SelectMany(page => page.Code).Select(code => ShownCommand.In(code.Text, code.Where)).OfType<ShownCommand>(),
    ];

    public static IEnumerable<string> Leaves => Walk(CommandLine.Root(), "modelci").Where(path => Find(path).Subcommands.Count == 0);

    [TestCaseSource(nameof(Calls))]
    public void Call_IsParsed(object shown)
    {
        var call = (ShownCommand)shown;
        // The command by its name, in a sentence about it.
        if (Walk(CommandLine.Root(), "modelci").Contains(call.Text)) return;
        var (program, arguments) = Split(call.Text);
        if (program == "dotnet")
        {
            // What is no option of dotnet is a project, a solution or a folder for its output.
            foreach (var path in arguments.Where(word => word.Contains('/') || word.Contains('.'))) Assert.That(Path.Exists(Golden.PathOf(path)), path);
            if (!arguments.Contains("--")) return;
            arguments = arguments[(Array.IndexOf(arguments, "--") + 1)..];
        }
        else Assert.That(program, Is.EqualTo("modelci"), "a block without a language holds commands of modelci and dotnet");
        var parse = CommandLine.Root().Parse(arguments.Select(word => Placeholders.GetValueOrDefault(word, word)).ToArray());
        Assert.That(parse.Errors.Select(error => error.Message), Is.Empty, call.Text);
        Assert.That(parse.CommandResult.Command.Action, Is.Not.Null, $"{call.Text} only groups others");
    }

    public static IEnumerable<(string Text, string Where)> Options => Pages.All.SelectMany(page => page.Code).Where(code => code.Text.StartsWith("--", StringComparison.Ordinal));

    [TestCaseSource(nameof(Options))]
    public void Option_IsOneOfACommand((string Text, string Where) code)
    {
        var known = Walk(CommandLine.Root(), "modelci").SelectMany(path => Find(path).Options).Select(option => option.Name).ToHashSet();
        Assert.That(NamesIn(code.Text).Where(name => !known.Contains(name)), Is.Empty, code.Where);
    }

    [TestCaseSource(nameof(Leaves))]
    public void Command_HasARow_WhoseOptionsAreItsOwn(string path)
    {
        var rows = Pages.Readme.Rows("Commands").Where(row => Regex.IsMatch(row[0], $"^`{path}( [A-Z-]+)?`$")).ToArray();
        Assert.That(rows, Has.Length.EqualTo(1), $"README.md's Commands have no row of {path}");
        var known = Find(path).Options.Select(option => option.Name);
        Assert.That(Regex.Matches(rows[0][1], "`(--[^`]*)`").SelectMany(match => NamesIn(match.Groups[1].Value)).Except(known), Is.Empty);
    }

    private static IEnumerable<string> NamesIn(string code) => Regex.Matches(code, @"(?<!\S)--[a-z][a-z-]*").Select(match => match.Value);

    // As a shell does it where nothing but quotes is special.
    private static (string Program, string[] Arguments) Split(string command)
    {
        string[] words = [.. Regex.Matches(command, "\"([^\"]*)\"|'([^']*)'|(\\S+)").Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value)];
        return (words[0], words[1..]);
    }

    private static Command Find(string path) => CommandLine.Root().Parse(path.Split(' ')[1..]).CommandResult.Command;

    private static IEnumerable<string> Walk(Command command, string path) => [path, .. command.Subcommands.SelectMany(child => Walk(child, $"{path} {child.Name}"))];
}
