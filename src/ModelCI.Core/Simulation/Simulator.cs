using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>
/// Monte Carlo over test sets: every replicate draws its own i.i.d. pool and is decided by <see cref="Gate.Decide"/>, the gate itself, so that
/// nothing is simulated that a run would do differently. Replicates are spread over all processors; the result depends on none of that.
/// </summary>
public static class Simulator
{
    /// <summary>Runs a simulation.</summary>
    /// <param name="question">What is decided.</param>
    /// <param name="population">What items are drawn from.</param>
    /// <param name="replicates">At least 1.</param>
    /// <param name="seed">Equal seeds give equal results.</param>
    /// <param name="progress">Told the number of replicates that are done, from any thread; null for nobody.</param>
    /// <param name="cancellation">Stops between two replicates.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SimulationResult Run(
        GateQuestion question, Population population, int replicates, ulong seed,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var outcomes = new ReplicateOutcome[replicates];
        // Shared by all replicates, which only read it: no simulated label was used before.
        var unused = new bool[question.Items];
        var done = 0;
        Parallel.For(0, replicates, new ParallelOptions { CancellationToken = cancellation }, replicate =>
        {
            outcomes[replicate] = ReplicateOutcome.Of(Decide(question, new SimulatedItems(population, question.Items, seed, (ulong)replicate), population.Classes, unused));
            progress?.Report(Interlocked.Increment(ref done));
        });
        return new SimulationResult(question.Mode, outcomes);
    }

    /// <summary>Decides one simulated test set: replicate <paramref name="replicate"/> of the simulation with that seed.</summary>
    public static Decision Replicate(GateQuestion question, Population population, ulong seed, ulong replicate) =>
        Decide(question, new SimulatedItems(population, question.Items, seed, replicate), population.Classes, new bool[question.Items]);

    private static Decision Decide(GateQuestion question, SimulatedItems items, int classes, bool[] used) => Gate.Decide(
        question.Clauses, question.Mode, question.Levels, classes, items, items, new LabelAllowance(used, question.Labels));
}
