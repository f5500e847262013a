using System.CommandLine;
using ModelCI.Cli.Help;
using ModelCI.Core.Problems;

namespace ModelCI.Cli;

/// <summary>What is wrong with the arguments, with the nearest word that is allowed.</summary>
internal static class ArgumentProblems
{
    public static IEnumerable<Problem> Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var help = $"see {HelpPage.PathOf(parse.CommandResult)} --help";
        foreach (var token in parse.UnmatchedTokens)
        {
            var isOption = token.StartsWith('-');
            var allowed = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(child => child.Name);
            yield return Problem($"unknown {(isOption ? "option" : "command or argument")} '{token}'", Suggestion.DidYouMean(token, allowed) ?? help);
        }
        // Where a word was not understood, what the library says of the rest is a consequence.
        if (parse.UnmatchedTokens.Count > 0) yield break;
        foreach (var error in parse.Errors)
            yield return Problem(string.Join(' ', error.Message.TrimEnd('.').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), help);
    }

    private static Problem Problem(string what, string fix) => new("MCI1000", what, Fix: fix);
}
