using System.Globalization;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference;

/// <summary>Parts of messages.</summary>
internal static class ProblemText
{
    private const int Shown = 20;

    public static string List(IEnumerable<ValueDescription> values) => Names(values.Select(value => value.ToString()));

    public static string Names(IEnumerable<string> names)
    {
        var all = names.Select(name => $"'{OnnxRuntimeText.Readable(name, 80)}'").ToArray();
        var text = string.Join(", ", all.Take(Shown));
        return all.Length == 0 ? "none" : all.Length > Shown ? $"{text} and {Number(all.Length - Shown)} more" : text;
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
