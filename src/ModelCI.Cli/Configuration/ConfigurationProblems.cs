using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Core.Conditions;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>The problems of modelci.yml: one code each. Whoever finds one knows its place and adds it.</summary>
internal static class ConfigurationProblems
{
    public static Problem NoFile(string what, string fix) => new("MCI1001", what, Fix: fix);

    public static Problem BadYaml(string what, string? fix = null) => new("MCI1002", what, Fix: fix);

    public static Problem UnknownKey(string path, IEnumerable<string> allowed, string? fix) =>
        new("MCI1003", $"'{Shown.Text(path)}' is not a key; allowed here: {string.Join(", ", allowed)}", Fix: fix);

    public static Problem Missing(string path, ConfigurationKey key) =>
        new("MCI1004", $"{Shown.Text(path)} is missing: it must be {key.Shape.Phrase}",
            Fix: key.Example is null ? $"add '{key.Name}:'" : $"add for instance '{key.Name}: {key.Example}'");

    public static Problem WrongKind(string path, string kind, ValueShape shape) =>
        new("MCI1005", $"{Shown.Text(path)} must be {shape.Phrase}, not {kind}");

    /// <param name="spelling">Empty, or one of YAML's words for nothing.</param>
    public static Problem NoValue(string path, string spelling, ValueShape shape) =>
        new("MCI1005", $"{Shown.Text(path)} has no value; it must be {shape.Phrase}",
            Fix: spelling.Length == 0 ? "write a value, or remove the key where it is optional" : $"put '{spelling}' in quotes if it is meant as text");

    public static Problem NotAllowed(string path, string value, string phrase, string? fix = null) =>
        new("MCI1006", $"{Shown.Text(path)} is '{Shown.Text(value)}'; it must be {phrase}", Fix: fix);

    public static Problem OutOfRange(string path, string value, string phrase, string? fix = null) =>
        new("MCI1007", $"{Shown.Text(path)} is {Shown.Text(value)}; it must be {phrase}", Fix: fix);

    /// <param name="path">The key or flag that holds the condition.</param>
    public static Problem BadCondition(ConditionSyntaxError error, string path = "gate.condition") =>
        new("MCI1008", $"{path}: {error.Message}", Excerpt: error.Excerpt);

    /// <param name="path">The key that holds the condition.</param>
    public static Problem NotMeasurable(ConditionSyntaxError error, string fix, string path) =>
        new("MCI1009", $"{path}: {error.Message}", Fix: fix, Excerpt: error.Excerpt);

    public static Problem BadCombination(string what, string fix) => new("MCI1010", what, Fix: fix);

    public static Problem Duplicate(string key, Place first) =>
        new("MCI1012", $"the key '{Shown.Text(key)}' is given twice, first in line {first.Line}", Fix: "keep one of the two");
}
