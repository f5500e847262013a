using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>Element types in a schema's words: <c>uint8</c>, <c>float32</c>, <c>string</c>, <c>bool</c>.</summary>
public static class TypeWord
{
    /// <summary>All words, in the order of the types.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ElementType>().Select(Of)];

    /// <summary>The word of a type.</summary>
    public static string Of(ElementType type) => type.ToString().ToLowerInvariant();

    /// <summary>The type of a word.</summary>
    /// <exception cref="ArgumentException">None of <see cref="All"/>.</exception>
    public static ElementType Parse(string word)
    {
        foreach (var type in Enum.GetValues<ElementType>())
        {
            if (Of(type) == word) return type;
        }
        throw new ArgumentException($"'{word}' is no element type", nameof(word));
    }
}
