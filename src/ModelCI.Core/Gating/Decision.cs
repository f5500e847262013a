namespace ModelCI.Core.Gating;

/// <summary>The end of an evaluation. A closed hierarchy.</summary>
public abstract record Decision
{
    private Decision(Evidence evidence)
    {
        Evidence = evidence;
    }

    /// <summary>What was seen.</summary>
    public Evidence Evidence { get; }

    /// <summary>Every clause was accepted.</summary>
    public sealed record Passed(Evidence Seen) : Decision(Seen);

    /// <summary>A clause was refused.</summary>
    public sealed record Failed(Evidence Seen) : Decision(Seen);

    /// <summary>Items or labels ran out first; the mode resolves it.</summary>
    public sealed record Undecided(Evidence Seen, Shortage Of) : Decision(Seen);

    /// <summary>The label of the item at <paramref name="Position"/> is needed and not available yet.</summary>
    public sealed record Waiting(Evidence Seen, int Position) : Decision(Seen);
}

/// <summary>What ran out.</summary>
public enum Shortage
{
    /// <summary>The pool's end was reached.</summary>
    Items,
    /// <summary>The label budget was reached.</summary>
    Labels,
}
