using System.Globalization;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference;

/// <summary>Parts of messages.</summary>
internal static class ProblemText
{
    private const int Shown = 20;
    private const int LongestName = 80;

    public static string List(IEnumerable<ValueDescription> values) => Names(values.Select(value => value.ToString()));

    public static string Names(IEnumerable<string> names)
    {
        var all = names.Select(name => Quote(name)).ToArray();
        var text = string.Join(", ", all.Take(Shown));
        return all.Length == 0 ? "none" : all.Length > Shown ? $"{text} and {Number(all.Length - Shown)} more" : text;
    }

    /// <summary>A name or value out of a model or of the items.</summary>
    public static string Quote(string name) => $"'{PlainText.Of(name.Length > LongestName ? string.Concat(name.AsSpan(0, LongestName), "...") : name)}'";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
