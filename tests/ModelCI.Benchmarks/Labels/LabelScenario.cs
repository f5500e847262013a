using System.Globalization;

namespace ModelCI.Benchmarks.Labels;

/// <summary>n - o > c +/- 0.01 where the models differ on a share d of the items and n - o is v: statistics.md sections 7 and 9.</summary>
/// <param name="IsOfTheGrid">Whether it counts in the mean over the grid.</param>
internal sealed record LabelScenario(double D, double C, double V, bool IsOfTheGrid)
{
    public const double Epsilon = 0.01;

    /// <summary>First column of the table.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"d = {D}, `n - o > {C}`, v = {V}");

    /// <summary>The feasible cells of section 7's grid, and section 9's two that it lacks: midway, and three tolerances beyond the zone's middle.</summary>
    public static IReadOnlyList<LabelScenario> All { get; } =
    [
        .. from d in new[] { 0.02, 0.1, 0.3 }
           from c in new[] { 0, 0.02 }
           from steps in new[] { 0, 2, 4, 8 }
           let v = Math.Round(c + (steps * Epsilon), 2)
           where v <= d
           select new LabelScenario(d, c, v, IsOfTheGrid: true),
        new(0.1, 0, 0.01, IsOfTheGrid: false),
        new(0.1, 0, 0.06, IsOfTheGrid: false),
    ];
}
