using System.CommandLine;
using System.CommandLine.Completions;
using ModelCI.Cli.Configuration.Declaration;

namespace ModelCI.Cli.Flags;

/// <summary>Options that take one of some words: shells complete them, and the reader of flags says what is wrong with others.</summary>
internal static class WordOption
{
    public static Option<string?> Of(string name, ValueShape.Word words, string description, string helpName)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.CompletionSources.Add(_ => words.Allowed.Select(word => new CompletionItem(word)));
        return option;
    }
}
