using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration.Checking;

/// <summary>Holds one scalar against its shape.</summary>
internal static class ScalarChecker
{
    /// <summary>The problem, or null. <paramref name="shape"/> is one of the scalar shapes.</summary>
    public static Problem? Check(SourceScalar scalar, ValueShape shape, string path) => shape switch
    {
        ValueShape.Text text => CheckText(scalar.Text, text, path),
        ValueShape.Word word => CheckWord(scalar.Text, word.Allowed, word, path),
        ValueShape.Integer { None: { } none } when scalar.Text == none => null,
        ValueShape.Integer integer => CheckInteger(scalar, integer, path),
        ValueShape.Number number => CheckNumber(scalar, number, path),
        _ => throw new ArgumentException($"{shape.GetType().Name} is not the shape of a scalar", nameof(shape)),
    };

    private static Problem? CheckText(string value, ValueShape.Text shape, string path)
    {
        if (value.Any(c => char.IsControl(c) && !(shape.ManyLines && c is '\n' or '\t')))
            return ConfigurationProblems.NotAllowed(path, value, $"{shape.Phrase}, on one line and without control characters");
        return Regex.IsMatch(value, shape.Pattern) ? null : ConfigurationProblems.NotAllowed(path, value, shape.Phrase);
    }

    private static Problem? CheckWord(string value, IReadOnlyList<string> allowed, ValueShape.Word shape, string path) => allowed.Contains(value)
        ? null
        : ConfigurationProblems.NotAllowed(path, value, shape.Phrase, Suggestion.DidYouMean(value, allowed));

    private static Problem? CheckInteger(SourceScalar scalar, ValueShape.Integer shape, string path)
    {
        if (!NumberText.IsInteger(scalar.Text))
        {
            var fix = shape.None is null ? null : Suggestion.DidYouMean(scalar.Text, [shape.None]);
            return ConfigurationProblems.NotAllowed(path, scalar.Text, shape.Phrase, fix);
        }
        if (scalar.Quoting != ScalarQuoting.Plain) return Quoted(scalar, shape, path);
        if (NumberText.Integer(scalar.Text) is { } value && value >= shape.Minimum && value <= shape.Maximum) return null;
        return ConfigurationProblems.OutOfRange(path, scalar.Text,
            shape.Minimum < shape.Maximum && !scalar.Text.StartsWith('-') && scalar.Text != "0"
                ? string.Create(CultureInfo.InvariantCulture, $"a whole number of at most {shape.Maximum}")
                : shape.Phrase);
    }

    private static Problem? CheckNumber(SourceScalar scalar, ValueShape.Number shape, string path)
    {
        if (!NumberText.IsNumber(scalar.Text)) return ConfigurationProblems.NotAllowed(path, scalar.Text, shape.Phrase, PercentFix(scalar.Text));
        if (scalar.Quoting != ScalarQuoting.Plain) return Quoted(scalar, shape, path);
        var value = NumberText.Number(scalar.Text);
        var inside = double.IsFinite(value) && !(value <= shape.Above) && !(value >= shape.Below) && !(shape.NotZero && value == 0);
        return inside ? null : ConfigurationProblems.OutOfRange(path, scalar.Text, shape.Phrase);
    }

    private static Problem Quoted(SourceScalar scalar, ValueShape shape, string path) =>
        ConfigurationProblems.NotAllowed(path, scalar.Text, $"{shape.Phrase}, without quotes", "remove the quotes");

    private static string? PercentFix(string text) => text.EndsWith('%') ? "write a share: 99.9% is 0.999" : null;
}
