using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Help;

/// <summary><c>--help</c>: what a command does, how it is called, examples, and its options, in 80 columns or the terminal's.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    private const int Narrowest = 60;
    private const int Widest = 100;
    private const int Usual = 80;
    private const int LongestName = 26;

    public override int Invoke(ParseResult parseResult)
    {
        var terminal = new Terminal(quiet: false, noColour: true);
        terminal.Result(Of(parseResult.CommandResult, Width()));
        return ExitCodes.Success;
    }

    internal static string Of(CommandResult result, int width)
    {
        var (command, path) = (result.Command, PathOf(result));
        string[] sections =
        [
            Paragraphs(command.Description ?? "", 0, width),
            $"Usage: {Usage(command, path)}\n",
            Examples(path, width),
            Section("Commands", command.Subcommands.Select(child => new Row(Call(child), Headline(child.Description))), width),
            Section("Arguments", command.Arguments.Select(argument => new Row(Call(argument), argument.Description ?? "")), width),
            Section("Options", Options(result).Select(option => new Row(Call(option), Meaning(option))), width),
            command.Subcommands.Count > 0 ? $"`{path} COMMAND --help` tells more of a command.\n" : "",
        ];
        return string.Join('\n', sections.Where(section => section.Length > 0));
    }

    /// <summary>The command as it is typed, such as "modelci ledger show".</summary>
    internal static string PathOf(CommandResult result) => result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "modelci";

    private static int Width() => Console.IsOutputRedirected || Console.WindowWidth <= 0 ? Usual : Math.Clamp(Console.WindowWidth, Narrowest, Widest);

    private static string Usage(Command command, string path)
    {
        var parts = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? Call(argument) : $"[{Call(argument)}]");
        if (command.Subcommands.Count > 0) parts = parts.Append("COMMAND");
        return string.Join(' ', [path, .. parts, "[OPTIONS]"]);
    }

    private static IEnumerable<Option> Options(CommandResult result)
    {
        IEnumerable<Option> own = result.Command.Options;
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
            own = own.Concat(parent.Command.Options.Where(option => option.Recursive));
        return own.Where(option => !option.Hidden);
    }

    private static string Examples(string path, int width)
    {
        var lines = CommandExamples.Of(path).Select(example => $"  {example.Command}\n{Paragraphs(example.Meaning, 6, width)}");
        return string.Concat(lines.Prepend("Examples:\n"));
    }

    private static string Section(string heading, IEnumerable<Row> rows, int width)
    {
        Row[] all = [.. rows];
        if (all.Length == 0) return "";
        var indent = Math.Min(LongestName, all.Max(row => row.Name.Length)) + 4;
        return $"{heading}:\n" + string.Concat(all.Select(row => Text(row, indent, width)));
    }

    private static string Text(Row row, int indent, int width)
    {
        var text = Paragraphs(row.Meaning, indent, width);
        // A long name has a line of its own.
        return row.Name.Length + 4 > indent ? $"  {row.Name}\n{text}" : $"  {row.Name}".PadRight(indent) + text[indent..];
    }

    private static string Paragraphs(string text, int indent, int width)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n").Select(paragraph => string.Join(' ', paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var margin = new string(' ', indent);
        return string.Join('\n', paragraphs.Select(paragraph => string.Concat(TextWrap.Of(paragraph, width: width - indent).TrimEnd('\n').Split('\n').Select(line => $"{margin}{line}\n"))));
    }

    private static string Call(Command command) => string.Join(' ', [command.Name, .. command.Arguments.Select(Call)]);

    private static string Call(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Call(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-') && alias.Length == 2).Append(option.Name));
        return option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? names : $"{names} {ValueOf(option)}";
    }

    private static string ValueOf(Option option) => option.HelpName ?? string.Join('|', option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label));

    private static string Meaning(Option option) => (option.Required ? "(required) " : "") + (option.Description ?? "");

    private static string Headline(string? description) => (description ?? "").ReplaceLineEndings("\n").Split("\n\n")[0];

    // No tuple: generic code over a value type is compiled at every start, over a class when the program is published.
    private sealed record Row(string Name, string Meaning);
}
