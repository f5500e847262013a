namespace ModelCI.Core.Accounting;

/// <summary>What one evaluation releases to developers.</summary>
public enum ReleasedSymbol
{
    /// <summary>The condition was accepted (or, fn-free, not refused).</summary>
    Pass,
    /// <summary>Not pass: refused or, fp-free, undecided.</summary>
    Fail,
    /// <summary>A needed label is not available yet.</summary>
    Waiting,
}
