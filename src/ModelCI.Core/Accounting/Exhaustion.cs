namespace ModelCI.Core.Accounting;

/// <summary>Why a test set takes no further evaluation.</summary>
public enum Exhaustion
{
    /// <summary>All planned steps are used.</summary>
    Steps,
    /// <summary>First-change: an evaluation has passed, which retires the test set.</summary>
    FirstPass,
}
