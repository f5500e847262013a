using System.Text;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Diagnosing;

/// <summary>What the doctor found, for people and programs.</summary>
internal static class DoctorReport
{
    private const int StateWidth = 9;
    private const int NameWidth = 15;
    private const int FixIndent = StateWidth + NameWidth;

    /// <summary>A line for each check, and below it how to mend it.</summary>
    public static string ToText(IReadOnlyList<Check> checks)
    {
        var text = new StringBuilder();
        foreach (var check in checks)
        {
            text.Append(TextWrap.Of($"{Word(check.State).PadRight(StateWidth)}{check.Name.PadRight(NameWidth)}{OneLine(check.Finding)}", FixIndent));
            if (check.Fix is not null) text.Append(' ', FixIndent).Append(TextWrap.Of($"fix: {OneLine(check.Fix)}", FixIndent, 80));
        }
        var (problems, warnings) = Counts(checks);
        return text.Append($"\n{(problems == 0 ? "no problem" : problems == 1 ? "1 problem" : $"{problems} problems")}, {(warnings == 1 ? "1 warning" : $"{warnings} warnings")}\n").ToString();
    }

    public static string ToJson(IReadOnlyList<Check> checks) => JsonText.Of(json =>
    {
        var (problems, warnings) = Counts(checks);
        json.WriteStartObject();
        json.WriteString("schema", "modelci.doctor/1");
        json.WriteNumber("problems", problems);
        json.WriteNumber("warnings", warnings);
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("check", check.Name);
            json.WriteString("state", Word(check.State));
            json.WriteString("finding", check.Finding);
            json.WriteString("fix", check.Fix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static (int Problems, int Warnings) Counts(IReadOnlyList<Check> checks) =>
        (checks.Count(check => check.State == CheckState.Problem), checks.Count(check => check.State == CheckState.Warning));

    private static string Word(CheckState state) => state.ToString().ToLowerInvariant();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
