namespace ModelCI.Core.Accounting;

/// <summary>Why a test set takes no further evaluation.</summary>
public enum Exhaustion
{
    /// <summary>All planned steps are used.</summary>
    Steps,
    /// <summary>First-change: an evaluation has passed, which retires the test set.</summary>
    FirstPass,
    /// <summary>The level of the next evaluation asks for more labels than the test set or the label budget has.</summary>
    Alpha,
    /// <summary>Retired for another one by <c>holdout rotate</c>.</summary>
    Rotated,
    /// <summary>Retired because its sealed details were read.</summary>
    Unsealed,
}
