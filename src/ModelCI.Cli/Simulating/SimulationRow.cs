using ModelCI.Cli.Planning;
using ModelCI.Core.Configuration;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Simulating;

/// <summary>One production that is simulated.</summary>
/// <param name="Label">Where the clauses stand, such as "c + 2 eps".</param>
/// <param name="Error">Which wrong decision is possible there; null where none is.</param>
/// <param name="Scenario">Null where no population has these values.</param>
internal sealed record SimulationRow(string Label, PossibleError? Error, Scenario? Scenario)
{
    private static readonly double[] Multiples = [-2, 0, 1, 2, 4];

    /// <summary>All clauses at each margin together; then, where there are several, each alone at its boundary and the others far from theirs.</summary>
    public static IReadOnlyList<SimulationRow> Of(PlannedRun run)
    {
        var rows = Margins(run).ToList();
        // fn-free errs by refusing a true condition, which all clauses at their boundaries make easiest: the row at c has that already.
        if (run.Clauses.Count == 1 || run.Policy.Mode == Mode.FnFree) return rows;
        for (var clause = 0; clause < run.Clauses.Count; clause++)
            rows.Add(new SimulationRow($"clause {clause + 1} at c", ErrorAt(run, 0), At(run, clause, 4) ?? At(run, clause, 2)));
        return rows;
    }

    /// <summary>All clauses at each margin together.</summary>
    public static IReadOnlyList<SimulationRow> Margins(PlannedRun run) => [.. Multiples.Select(multiple => new SimulationRow(
        Name(run.Policy.Mode, multiple), ErrorAt(run, multiple),
        Scenario.At(run.Clauses, Scenario.Margin(run.Clauses, run.Policy.Mode, multiple), run.Assumptions)))];

    /// <summary>Such as "c + 2 eps"; under fn-free the zone lies below c.</summary>
    public static string Name(Mode mode, double multiple)
    {
        var steps = mode == Mode.FpFree ? multiple : -multiple;
        if (steps == 0) return "c";
        var factor = Math.Abs(steps) == 1 ? "" : $"{Math.Abs(steps):0.##} ";
        return $"c {(steps < 0 ? '-' : '+')} {factor}eps";
    }

    private static Scenario? At(PlannedRun run, int clause, double others)
    {
        var values = Scenario.Margin(run.Clauses, run.Policy.Mode, others);
        values[clause] = run.Clauses[clause].Threshold;
        return Scenario.At(run.Clauses, values, run.Assumptions);
    }

    private static PossibleError? ErrorAt(PlannedRun run, double multiple)
    {
        var isFpFree = run.Policy.Mode == Mode.FpFree;
        if (multiple <= 0) return new PossibleError(isFpFree ? Ending.Accepted : Ending.Refused, "alpha", run.Levels.Alpha);
        return multiple >= 2 ? new PossibleError(isFpFree ? Ending.Refused : Ending.Accepted, "beta", run.Levels.Beta) : null;
    }
}

/// <summary>A wrong decision by evidence and the bound on its probability.</summary>
/// <param name="Ending">How such an evaluation ends.</param>
/// <param name="Bound">"alpha" or "beta".</param>
/// <param name="Level">Its value.</param>
internal sealed record PossibleError(Ending Ending, string Bound, Core.Statistics.SignificanceLevel Level);
