using ModelCI.Core.Configuration;

namespace ModelCI.Core.Simulation;

/// <summary>What a simulation found; a function of question, population, seed and number of replicates alone.</summary>
public sealed class SimulationResult
{
    private readonly Mode _mode;

    internal SimulationResult(Mode mode, IReadOnlyList<ReplicateOutcome> outcomes)
    {
        _mode = mode;
        Outcomes = outcomes;
        Labels = CountSummary.Of(outcomes.Select(outcome => outcome.Labels));
        Items = CountSummary.Of(outcomes.Select(outcome => outcome.Items));
        Accepted = Count(Ending.Accepted);
        Refused = Count(Ending.Refused);
        Undecided = Count(Ending.Undecided);
    }

    /// <summary>By replicate.</summary>
    public IReadOnlyList<ReplicateOutcome> Outcomes { get; }

    /// <summary>Number of simulated test sets.</summary>
    public int Replicates => Outcomes.Count;

    /// <summary>Replicates in which every clause was accepted.</summary>
    public int Accepted { get; }

    /// <summary>Replicates in which a clause was refused.</summary>
    public int Refused { get; }

    /// <summary>Replicates in which items or labels ran out.</summary>
    public int Undecided { get; }

    /// <summary>Replicates whose verdict is pass: accepted, and under fn-free also undecided. Its share is the power where the condition holds.</summary>
    public int Passes => Accepted + (_mode == Mode.FnFree ? Undecided : 0);

    /// <summary>Labels that an evaluation used.</summary>
    public CountSummary Labels { get; }

    /// <summary>Items that an evaluation read.</summary>
    public CountSummary Items { get; }

    private int Count(Ending ending) => Outcomes.Count(outcome => outcome.Ending == ending);
}
