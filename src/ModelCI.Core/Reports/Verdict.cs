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
    /// <summary>Accepted for evaluation, and no more is told (<c>adaptivity: none</c>); exit code 0.</summary>
    Accepted,
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
    /// <summary>Items or labels ended before the evidence sufficed, which of them is not told; the mode resolved it.</summary>
    Undecided,
}

/// <summary>What a reader must know beside the verdict.</summary>
public enum Notice
{
    /// <summary>Items or labels can be read by everybody who can read the repository.</summary>
    UnsealedHoldout,
    /// <summary>The account has no key: what evaluations saw can be read by everybody who can read the ledger.</summary>
    UnsealedLedger,
    /// <summary>The account lives in this clone only.</summary>
    LocalLedger,
    /// <summary>Decided out of reach of the ledger: provisional, and one more symbol to pay for.</summary>
    Provisional,
    /// <summary>Nothing pins the account: write its first entry's hash into holdout.account.</summary>
    AccountNotPinned,
    /// <summary>At the level of the next evaluation the test set or the label budget is too small.</summary>
    NewTestSetSoon,
    /// <summary>Run times tell something under lazy reading.</summary>
    LazyReading,
    /// <summary>A tolerance was narrowed to leave room for evidence.</summary>
    NarrowedTolerance,
    /// <summary>Showing estimates makes the next evaluations dearer.</summary>
    EstimatesPaid,
}
