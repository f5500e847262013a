using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>Parses <c>gate.condition</c>.</summary>
internal static class ConditionText
{
    /// <summary>The condition, or null where it is missing or wrong; a syntax error is added to the problems.</summary>
    public static Condition? Parse(string file, Section gate, ProblemList problems)
    {
        if (gate.Find("condition") is not SourceScalar scalar) return null;
        // A block scalar ends in a line break and may contain some; replaced one by one, so that columns stay.
        var source = scalar.Text.Replace('\n', ' ').Replace('\t', ' ').TrimEnd();
        if (ConditionParser.TryParse(source, out var condition, out var error)) return condition;
        problems.Add(ScalarColumns.PlaceOf(file, scalar, error.Column), ConfigurationProblems.BadCondition(error));
        return null;
    }
}
