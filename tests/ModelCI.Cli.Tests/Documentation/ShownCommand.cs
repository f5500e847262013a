using System.Text.RegularExpressions;

namespace ModelCI.Cli.Tests.Documentation;

/// <summary>A command as a page shows it, to be typed.</summary>
/// <param name="Text">Without the comment.</param>
/// <param name="Comment">Behind '#'; empty without.</param>
internal sealed partial record ShownCommand(string Text, string Comment, string Where)
{
    /// <summary>Languages of blocks whose lines are commands: none is named.</summary>
    public static bool AreIn(ShownBlock block) => block.Language.Length == 0;

    /// <summary>The lines of a block of commands.</summary>
    public static IEnumerable<ShownCommand> Of(ShownBlock block) =>
        block.Text.Split('\n').Select(line => Line().Match(line)).Select(match => new ShownCommand(match.Groups["command"].Value, match.Groups["comment"].Value, block.Where));

    /// <summary>The call of modelci within a piece of code, by itself or in <c>$(...)</c>; null where there is none.</summary>
    public static ShownCommand? In(string code, string where) =>
        Call().Match(code) is { Success: true } match ? new ShownCommand(match.Groups["command"].Value, "", where) : null;

    // A '#' behind blanks begins a comment; no command here has one in quotes.
    [GeneratedRegex(@"^(?<command>.*?)(?:\s+# (?<comment>.*))?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"(?:^|\$\()(?<command>modelci [^)]+)")]
    private static partial Regex Call();

    public override string ToString() => $"{Where}: {Text}";
}
