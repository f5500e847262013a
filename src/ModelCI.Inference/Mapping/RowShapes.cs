namespace ModelCI.Inference.Mapping;

/// <summary>Whether the shape of one item's value fits what a model declares.</summary>
internal static class RowShapes
{
    /// <summary>
    /// The shape of one row to feed, or null if it does not fit. Without <paramref name="wanted"/> dimensions of 1 may be added or dropped, which
    /// never changes the order of the elements; any other reshaping must be asked for, since channels first and channels last hold equally many.
    /// </summary>
    /// <param name="given">The data's shape of one row; empty for a scalar.</param>
    /// <param name="wanted">The setting <c>shape</c>, or null.</param>
    /// <param name="declared">The model's shape of one row with -1 for unknown; null where it declares none.</param>
    public static IReadOnlyList<int>? Fit(IReadOnlyList<int> given, IReadOnlyList<int>? wanted, IReadOnlyList<int>? declared)
    {
        if (wanted is not null)
        {
            return Elements(wanted) == Elements(given) && (declared is null || Matches(wanted, declared)) ? wanted : null;
        }
        if (declared is null || Matches(given, declared)) return given;
        var assumed = declared.Select(dimension => dimension < 0 ? 1 : dimension).ToArray();
        return given.Where(dimension => dimension != 1).SequenceEqual(assumed.Where(dimension => dimension != 1)) ? assumed : null;
    }

    /// <summary>Number of elements of a shape without unknown dimensions.</summary>
    public static long Elements(IEnumerable<int> shape) => shape.Aggregate(1L, (product, dimension) => product * dimension);

    private static bool Matches(IReadOnlyList<int> shape, IReadOnlyList<int> declared) =>
        shape.Count == declared.Count && shape.Zip(declared).All(pair => pair.Second < 0 || pair.First == pair.Second);
}
