namespace ModelCI.Cli.Starting;

/// <summary>Shapes of one item's value.</summary>
internal static class Shapes
{
    /// <summary>Whether data of a shape feed an input as they are; axes of 1 do not count, an axis of -1 takes any number.</summary>
    /// <param name="declared">Null where the model declares none.</param>
    public static bool Fit(IReadOnlyList<int> given, IReadOnlyList<int>? declared)
    {
        if (declared is null) return true;
        if (given.Count == declared.Count) return given.Zip(declared).All(pair => pair.Second < 0 || pair.First == pair.Second);
        return given.Where(axis => axis != 1).SequenceEqual(declared.Where(axis => Math.Abs(axis) != 1));
    }

    /// <summary>How many elements a shape has; -1 where that is not known.</summary>
    public static long Elements(IReadOnlyList<int> shape) => shape.Any(axis => axis < 0) ? -1 : shape.Aggregate(1L, (product, axis) => product * axis);
}
