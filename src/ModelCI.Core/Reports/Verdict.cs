namespace ModelCI.Core.Reports;

/// <summary>How a run of the gate ended.</summary>
public enum Verdict
{
    /// <summary>Exit code 0.</summary>
    Pass,
    /// <summary>Exit code 1.</summary>
    Fail,
    /// <summary>A needed label is missing; exit code 3.</summary>
    Waiting,
    /// <summary>The test set takes no further evaluation; exit code 4.</summary>
    Exhausted,
    /// <summary>Candidate and baseline are the same model; exit code 0, nothing spent.</summary>
    Unchanged,
}

/// <summary>Why, where feedback allows to say it.</summary>
public enum Resolution
{
    /// <summary>Every clause was accepted.</summary>
    Accepted,
    /// <summary>A clause was refused.</summary>
    Refused,
    /// <summary>The pool ended before the evidence sufficed; the mode resolved it.</summary>
    UndecidedItems,
    /// <summary>The label budget ended before the evidence sufficed; the mode resolved it.</summary>
    UndecidedLabels,
}

/// <summary>What a reader must know beside the verdict.</summary>
public enum Notice
{
    /// <summary>No key: labels, items and account can be read by everybody who can read the repository.</summary>
    Unsealed,
    /// <summary>The account lives in this clone only, although a remote is configured.</summary>
    LocalLedger,
    /// <summary>Run times tell something under lazy reading.</summary>
    LazyReading,
    /// <summary>A tolerance was narrowed to leave room for evidence.</summary>
    NarrowedTolerance,
    /// <summary>Showing estimates makes the next evaluations dearer.</summary>
    EstimatesPaid,
}
