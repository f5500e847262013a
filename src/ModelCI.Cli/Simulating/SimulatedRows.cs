using ModelCI.Cli.Planning;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Simulating;

/// <summary>Simulates rows one after the other, with one line of progress for all of them.</summary>
internal static class SimulatedRows
{
    /// <param name="replicates">Simulated test sets per row.</param>
    /// <param name="what">What is done, as the line names it.</param>
    public static IReadOnlyList<SimulatedRow> Of(
        PlannedRun run, IReadOnlyList<SimulationRow> rows, int replicates, ulong seed, Terminal terminal, string what, CancellationToken cancellation)
    {
        var total = rows.Count(row => row.Scenario is not null) * (long)replicates;
        using var line = new ProgressLine(terminal, TimeProvider.System, what, (int)Math.Min(total, int.MaxValue), "test sets");
        var done = 0;
        return [.. rows.Select(Simulated)];

        SimulatedRow Simulated(SimulationRow row)
        {
            if (row.Scenario is not { } scenario) return new SimulatedRow(row, null, null);
            var result = Simulator.Run(run.Question, scenario.Population, replicates, seed, new Offset(line, done), cancellation);
            done += replicates;
            return new SimulatedRow(row, result, WaldLabels.Of(run.Clauses, run.Policy.Mode, run.Levels, scenario.Population));
        }
    }

    /// <summary>Goes on counting where the row before ended.</summary>
    private sealed class Offset(IProgress<int> line, int before) : IProgress<int>
    {
        public void Report(int value) => line.Report(before + value);
    }
}
