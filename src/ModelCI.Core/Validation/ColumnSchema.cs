using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>What one column of the items is expected to be.</summary>
public sealed record ColumnSchema
{
    /// <summary>A column.</summary>
    /// <param name="name">As the items have it.</param>
    /// <param name="type">Type of one element.</param>
    /// <param name="shape">Shape of one item's value; empty for a scalar.</param>
    /// <param name="isRequired">Whether the items must have it.</param>
    /// <param name="min">Least value of an element, finite; null for no bound. Numbers only.</param>
    /// <param name="max">Greatest value of an element, finite, at least <paramref name="min"/>; null for no bound. Numbers only.</param>
    /// <param name="categories">All values; null for any. Of scalar text and whole numbers (in canonical text) only.</param>
    /// <param name="mostMissing">Largest share of items without a value, in [0, 1]; null for any.</param>
    /// <exception cref="ArgumentException">A rule that this type cannot have, or one out of its range.</exception>
    public ColumnSchema(
        string name, ElementType type, IReadOnlyList<int>? shape = null, bool isRequired = true,
        double? min = null, double? max = null, IReadOnlyList<string>? categories = null, double? mostMissing = null)
    {
        Name = name;
        Type = type;
        Shape = shape ?? [];
        IsRequired = isRequired;
        if ((min ?? max) is not null && !MayHaveRange(type)) throw new ArgumentException($"{type} has no range", nameof(min));
        if (min is { } least && !double.IsFinite(least) || max is { } greatest && !double.IsFinite(greatest) || min > max)
            throw new ArgumentException("not a range of finite numbers", nameof(min));
        if (categories is not null && !MayHaveCategories(type, Shape)) throw new ArgumentException($"{type} has no categories", nameof(categories));
        if (type != ElementType.String && categories?.All(IsWhole) == false) throw new ArgumentException("a category that is no whole number", nameof(categories));
        if (mostMissing is not null && !(mostMissing >= 0 && mostMissing <= 1)) throw new ArgumentException("not a share", nameof(mostMissing));
        (Min, Max, Categories, MostMissing) = (min, max, categories, mostMissing);
    }

    /// <summary>The column's or array's name.</summary>
    public string Name { get; }

    /// <summary>Type of one element.</summary>
    public ElementType Type { get; }

    /// <summary>Shape of one item's value; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Whether the items must have the column.</summary>
    public bool IsRequired { get; }

    /// <summary>Least value of an element; null for no bound.</summary>
    public double? Min { get; }

    /// <summary>Greatest value of an element; null for no bound.</summary>
    public double? Max { get; }

    /// <summary>All values; null for any.</summary>
    public IReadOnlyList<string>? Categories { get; }

    /// <summary>Largest share of items without a value: with a NaN, or the empty text; null for any.</summary>
    public double? MostMissing { get; }

    /// <summary>Whether anything is said that takes a look at the values.</summary>
    public bool HasValueRules => Min is not null || Max is not null || Categories is not null || MostMissing is not null;

    /// <summary>Whether a column of that type can have bounds.</summary>
    public static bool MayHaveRange(ElementType type) => type != ElementType.String;

    /// <summary>Whether a column of that type can have categories: scalar text and whole numbers.</summary>
    public static bool MayHaveCategories(ElementType type, IReadOnlyList<int> shape) =>
        shape.Count == 0 && type is not (ElementType.Float16 or ElementType.Float32 or ElementType.Float64 or ElementType.Bool);

    /// <summary>Whether a text is a whole number in canonical form.</summary>
    public static bool IsWhole(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value.ToString(CultureInfo.InvariantCulture) == text;
}
