using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration.Rules;

/// <summary>Parses a condition of the file.</summary>
internal static class ConditionText
{
    /// <summary>The condition at a key under <c>gate</c>, or null where it is missing or wrong; a syntax error is added to the problems.</summary>
    public static WrittenCondition? Parse(Draft draft, string key)
    {
        if (draft.Gate.Find(key) is not SourceScalar scalar) return null;
        // A block scalar ends in a line break and may contain some; replaced one by one, so that columns stay.
        var source = scalar.Text.Replace('\n', ' ').Replace('\t', ' ').TrimEnd();
        if (ConditionParser.TryParse(source, out var condition, out var error)) return new WrittenCondition(key, condition);
        draft.Problems.Add(draft.PlaceIn(key, error.Column), ConfigurationProblems.BadCondition(error, $"gate.{key}"));
        return null;
    }
}
