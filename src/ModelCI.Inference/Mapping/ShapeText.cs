using System.Globalization;

namespace ModelCI.Inference.Mapping;

/// <summary>Shapes in messages.</summary>
internal static class ShapeText
{
    /// <summary>A whole shape such as [N,1,28,28]; unknown leading dimension N, others ?.</summary>
    public static string Of(IReadOnlyList<int> dimensions) =>
        $"[{string.Join(',', dimensions.Select((dimension, axis) => dimension >= 0 ? Number(dimension) : axis == 0 ? "N" : "?"))}]";

    /// <summary>The shape of one row such as [1, 28, 28], as one writes it in modelci.yml.</summary>
    public static string OfRow(IReadOnlyList<int> dimensions) =>
        $"[{string.Join(", ", dimensions.Select(dimension => dimension >= 0 ? Number(dimension) : "?"))}]";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
