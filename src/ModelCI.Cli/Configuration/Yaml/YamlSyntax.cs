using ModelCI.Core.Problems;
using YamlDotNet.Core;

namespace ModelCI.Cli.Configuration.Yaml;

/// <summary>Says a YAML syntax error in a sentence, at its place, with the usual way out.</summary>
internal static class YamlSyntax
{
    public static (Place Place, Problem Problem) Explain(string text, YamlException exception)
    {
        var at = (int)Math.Min(exception.Start.Index, text.Length);
        var place = new Place((int)exception.Start.Line, (int)exception.Start.Column);
        if (exception.Message.Contains("tab", StringComparison.Ordinal) && TabAfter(text, at) is { } tab)
            return (PlaceOf(text, tab), ConfigurationProblems.BadYaml("YAML forbids tabs in the indentation", "indent with blanks"));
        if (at < text.Length && text[at] is '@' or '`' or '%')
            return (place, ConfigurationProblems.BadYaml($"a text cannot start with '{text[at]}' without quotes", "put the text in quotes"));
        var message = exception.Message.TrimEnd('.');
        var fix = message.EndsWith("invalid mapping", StringComparison.Ordinal) ? "put a text that contains ': ' in quotes; check the indentation" : null;
        return (place, ConfigurationProblems.BadYaml($"YAML syntax: {Shown.Text(message)}", fix));
    }

    /// <summary>YamlDotNet names the start of the mapping, not the tab.</summary>
    private static int? TabAfter(string text, int from)
    {
        var indenting = from == 0 || text[from - 1] == '\n';
        for (var at = from; at < text.Length; at++)
        {
            if (indenting && text[at] == '\t') return at;
            indenting = text[at] == '\n' || (indenting && text[at] == ' ');
        }
        return null;
    }

    private static Place PlaceOf(string text, int at) => new(
        1 + text.AsSpan(0, at).Count('\n'), at - text.AsSpan(0, at).LastIndexOf('\n'));
}
