using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>Mean labels over Wald's bound on the grid of statistics.md section 7, with standard errors: alpha = beta = 1e-4, eps = 0.01, no ties.</summary>
internal sealed class LabelRatioTests
{
    private const double Epsilon = 0.01;
    private const double Most = 1.15;
    private const double StandardError = 0.01;

    [Test]
    public void Labels_OverTheGrid_AreNearWaldsBound()
    {
        foreach (var seed in Effort.Seeds)
        {
            // A stream for each cell: with one for all, the errors of the cells would not average out.
            var ratios = Cells().Select((cell, number) => Ratio(cell.D, cell.C, cell.V, (100 * seed) + (ulong)number)).ToArray();
            var mean = ratios.Average(ratio => ratio.Mean);
            var error = Math.Sqrt(ratios.Sum(ratio => ratio.Error * ratio.Error)) / ratios.Length;
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: mean of {ratios.Length} cells {mean:0.0000} (standard error {error:0.0000})"));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(ratios, Has.Length.EqualTo(19));
                Assert.That(error, Is.LessThan(StandardError));
                // Refuted only by more than noise: 3.3 standard errors are passed by chance once in two thousand times.
                Assert.That(mean - (3.3 * error), Is.LessThanOrEqualTo(Most));
                // Below Wald's bound by more than noise would be a test that errs more often than it says.
                Assert.That(ratios.Min(ratio => ratio.Mean + (4 * ratio.Error)), Is.GreaterThan(0.99));
            }
        }
    }

    private static IEnumerable<(double D, double C, double V)> Cells() =>
        from d in new[] { 0.02, 0.1, 0.3 }
        from c in new[] { 0, 0.02 }
        from steps in new[] { 0, 2, 4, 8 }
        let v = c + (steps * Epsilon)
        where v <= d + 1e-12
        select (d, c, v);

    private static (double Mean, double Error) Ratio(double d, double c, double v, ulong seed)
    {
        var clauses = Parse.Scores(string.Create(CultureInfo.InvariantCulture, $"n - o > {c} +/- {Epsilon}"));
        // At v = d only the candidate is ever right; rounding must not take that share below 0.
        var population = Population.OfCells(3, 0.6, 0.4 - d, (d + v) / 2, Math.Max(0, (d - v) / 2), 0);
        var levels = Decide.Levels(1e-4, 1e-4);
        var labels = Simulator.Run(new GateQuestion(clauses, Mode.FpFree, levels, 1_000_000, null), population, Effort.Replicates(450, 4_000), seed).Labels;
        var wald = WaldLabels.Of(clauses, Mode.FpFree, levels, population);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"d = {d}, c = {c}, v = {v:0.##}: {labels.Mean:0.0} labels (s.e. {labels.StandardError:0.0}), Wald {wald:0.0}, ratio {labels.Mean / wald:0.000}"));
        return (labels.Mean / wald, labels.StandardError / wald);
    }
}
