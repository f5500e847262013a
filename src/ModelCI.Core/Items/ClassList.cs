using System.Globalization;

namespace ModelCI.Core.Items;

/// <summary>The classes of the task in index order: score column k and integer label k (where classes are not integers) mean class k.</summary>
public sealed class ClassList
{
    private readonly Dictionary<string, int> _indices;

    private ClassList()
    {
        _indices = [];
        Names = [];
    }

    /// <summary>A list of at least two distinct class names.</summary>
    /// <exception cref="ArgumentException">Fewer than two classes or a repeated one.</exception>
    public ClassList(IReadOnlyList<string> names)
    {
        if (names.Count < 2) throw new ArgumentException("at least two classes are needed", nameof(names));
        _indices = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var index = 0; index < names.Count; index++)
        {
            if (!_indices.TryAdd(names[index], index)) throw new ArgumentException($"class '{names[index]}' is listed twice", nameof(names));
        }
        Names = names;
        AreIntegers = names.All(IsInteger);
    }

    /// <summary>No classes: the list of a regression.</summary>
    public static ClassList None { get; } = new();

    /// <summary>Class names in index order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of classes, at least 2; 0 for <see cref="None"/>.</summary>
    public int Count => Names.Count;

    /// <summary>Whether every class is an integer in canonical form, so that integer label outputs name classes and do not index them.</summary>
    public bool AreIntegers { get; }

    /// <summary>The index of a class by name, or -1.</summary>
    public int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    /// <summary>The class that an integer label output means: by value where classes are integers, else by position; -1 outside.</summary>
    public int IndexOf(long value)
    {
        if (AreIntegers) return IndexOf(value.ToString(CultureInfo.InvariantCulture));
        return value >= 0 && value < Count ? (int)value : -1;
    }

    /// <summary>Classes out of the distinct labels: integers by value, anything else in ordinal order.</summary>
    /// <exception cref="ArgumentException">Fewer than two distinct labels.</exception>
    public static ClassList FromLabels(IEnumerable<string> labels)
    {
        var names = labels.Distinct(StringComparer.Ordinal).ToArray();
        if (names.All(IsInteger)) Array.Sort(names, (a, b) => Parse(a).CompareTo(Parse(b)));
        else Array.Sort(names, StringComparer.Ordinal);
        return new ClassList(names);
    }

    private static long Parse(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static bool IsInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value.ToString(CultureInfo.InvariantCulture) == text;
}
