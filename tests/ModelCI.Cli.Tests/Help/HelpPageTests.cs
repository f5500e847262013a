using System.CommandLine;
using System.CommandLine.Parsing;
using ModelCI.Cli.Help;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Help;

/// <summary>What `--help` says of every command.</summary>
internal sealed class HelpPageTests
{
    public static IEnumerable<string> Paths => Walk(CommandLine.Root(), "modelci");

    [Test]
    public void Of_EveryCommand_HasExamplesThatParse([ValueSource(nameof(Paths))] string path)
    {
        var examples = CommandExamples.Of(path);
        Assert.That(examples, Is.Not.Empty);
        foreach (var example in examples)
        {
            Assert.That(example.Command, Does.StartWith(path));
            var parse = CommandLine.Root().Parse(Words(example.Command));
            Assert.That(parse.Errors, Is.Empty, example.Command);
            // Else a command that only groups others would do.
            Assert.That(parse.CommandResult.Command.Action, Is.Not.Null, example.Command);
        }
    }

    [Test]
    public void Of_EveryCommand_FitsItsWidth([ValueSource(nameof(Paths))] string path, [Values(60, 80, 100)] int width)
    {
        var page = Page(path, width);
        // An example is one line, to be copied.
        var longest = page.Split('\n').Where(line => !line.StartsWith("  modelci ", StringComparison.Ordinal)).MaxBy(line => line.Length)!;
        Assert.That(longest.Length, Is.LessThanOrEqualTo(width), longest);
        Assert.That(page, Does.Contain($"Usage: {path} "));
        Assert.That(page, Does.Not.Contain("\n\n\n"));
    }

    [Test]
    public void Of_EveryCommand_NamesEveryOption([ValueSource(nameof(Paths))] string path)
    {
        var command = Find(path).Command;
        var page = Page(path, 80);
        foreach (var option in command.Options) Assert.That(page, Does.Match($@"(?m)^  .*{option.Name}\b"));
        foreach (var child in command.Subcommands) Assert.That(page, Does.Match($@"(?m)^  {child.Name}\b"));
    }

    private static string Page(string path, int width) => HelpPage.Of(Find(path), width);

    private static CommandResult Find(string path) => CommandLine.Root().Parse(path.Split(' ')[1..]).CommandResult;

    private static IEnumerable<string> Walk(Command command, string path) =>
        [path, .. command.Subcommands.SelectMany(child => Walk(child, $"{path} {child.Name}"))];

    // What stands behind a redirection is the shell's.
    private static string[] Words(string command) => [.. CommandLineParser.SplitCommandLine(command.Split(" > ledger.jsonl")[0]).Skip(1)];
}
