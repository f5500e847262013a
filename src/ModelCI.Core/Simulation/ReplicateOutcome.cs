using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>What one simulated evaluation came to.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Labels">Labels used.</param>
/// <param name="Items">Items read.</param>
public readonly record struct ReplicateOutcome(Ending Ending, int Labels, int Items)
{
    /// <summary>The figures of a decision.</summary>
    /// <exception cref="ArgumentException">It waits for a label, which no simulated item lacks.</exception>
    public static ReplicateOutcome Of(Decision decision) => new(
        decision switch
        {
            Decision.Passed => Ending.Accepted,
            Decision.Failed => Ending.Refused,
            Decision.Undecided => Ending.Undecided,
            _ => throw new ArgumentException($"a simulated evaluation cannot end as {decision.GetType().Name}", nameof(decision)),
        },
        decision.Evidence.LabelledPositions.Count,
        decision.Evidence.ItemsRead);
}

/// <summary>How an evaluation ends.</summary>
public enum Ending
{
    /// <summary>By evidence: every clause was accepted.</summary>
    Accepted,
    /// <summary>By evidence: a clause was refused.</summary>
    Refused,
    /// <summary>Items or labels ran out; the mode resolves it into a verdict.</summary>
    Undecided,
}
