using System.Globalization;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Planning;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;

namespace ModelCI.Benchmarks.Labels;

/// <summary>
/// Labels that the gate itself needs, by simulation, against Wald's bound and the paper's sizes; alpha = beta = 1e-4, one run, no ties. No time is
/// taken: the figures are the same on every machine.
/// </summary>
internal static class LabelGroup
{
    public const string Name = "labels";

    private const int Replicates = 4_000;
    private const ulong Seed = 1;
    private const double Alpha = 1e-4;

    private static readonly SignificanceLevel Level = SignificanceLevel.Of(Alpha);

    /// <summary>The table's lines, ready for README.md.</summary>
    public static string Table()
    {
        var measured = LabelScenario.All.Select(Measure).ToArray();
        var grid = measured.Where(line => line.Scenario.IsOfTheGrid).ToArray();
        var mean = grid.Average(line => line.Ratio);
        var error = Math.Sqrt(grid.Sum(line => line.RatioError * line.RatioError)) / grid.Length;
        string[] head =
        [
            "| scenario | mean labels | s.e. | p95 | Wald's bound | ratio | paper, Hoeffding | paper, Bennett | paper, disagreements only |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        ];
        var last = string.Create(CultureInfo.InvariantCulture, $"| **mean ratio of the {grid.Length} cells of the grid** | | | | | **{mean:0.000}** (s.e. {error:0.000}) | | | |");
        return string.Join('\n', [.. head, .. measured.Select(line => line.Text), last]);
    }

    private static Line Measure(LabelScenario scenario, int number)
    {
        Console.Error.WriteLine($"labels: {scenario.Name}");
        var source = string.Create(CultureInfo.InvariantCulture, $"n - o > {scenario.C} +/- {LabelScenario.Epsilon}");
        if (!ConditionParser.TryParse(source, out var condition, out var problem)) throw new InvalidOperationException(problem.ToString());
        ClauseScore[] clauses = [.. condition.Clauses.Select(clause => ClauseScore.Compile(clause, Mode.FpFree, out _))];
        var (up, down) = ((scenario.D + scenario.V) / 2, Math.Max(0, (scenario.D - scenario.V) / 2));
        var population = Population.OfCells(3, 0.6, 0.4 - up - down, up, down, 0);
        var levels = new TestLevels(Level, Level);
        // A stream for each line: with one for all, their errors would not average out.
        var labels = Simulator.Run(new GateQuestion(clauses, Mode.FpFree, levels, 1_000_000, null), population, Replicates, Seed + (ulong)number).Labels;
        return new Line(scenario, labels, WaldLabels.Of(clauses, Mode.FpFree, levels, population));
    }

    private sealed record Line(LabelScenario Scenario, CountSummary Labels, double Wald)
    {
        public double Ratio => Labels.Mean / Wald;

        public double RatioError => Labels.StandardError / Wald;

        // Inside the zone Wald's bound says nothing: the gate may end either way.
        public string Text => string.Create(CultureInfo.InvariantCulture,
            $"| {Scenario.Name} | {Labels.Mean:N1} | {Labels.StandardError:0.0} | {Labels.P95:N0} | {(double.IsNaN(Wald) ? "" : $"{Wald:N1}")} | {(double.IsNaN(Wald) ? "" : $"{Ratio:0.000}")} | {HoeffdingSize.LinearForm([1, -1], LabelScenario.Epsilon, Level):N0} | {BennettSize.Known(Scenario.D, LabelScenario.Epsilon, Level):N0} | {BennettSize.ActiveLabels(Scenario.D, LabelScenario.Epsilon, Level):N0} |");
    }
}
