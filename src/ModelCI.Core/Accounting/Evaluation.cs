namespace ModelCI.Core.Accounting;

/// <summary>One opened evaluation and what it has released so far.</summary>
/// <param name="Hash">Hash of the open entry.</param>
/// <param name="OpenedAt">Number of the open entry in the chain, from 1.</param>
/// <param name="Result">The last released result; null while nothing was: running, or aborted.</param>
/// <param name="ResultAt">Number of that result's entry; 0 without one.</param>
/// <param name="Nats">Paid for its symbols.</param>
public sealed record Evaluation(OpenEntry Opening, string Hash, int OpenedAt, ResultEntry? Result, int ResultAt, double Nats)
{
    /// <summary>Whether its verdict is recorded.</summary>
    public bool IsFinal => Result is not null && Result.Symbol.IsFinal;

    /// <summary>Whether it goes on when labels arrive.</summary>
    public bool IsWaiting => Result is not null && !Result.Symbol.IsFinal;

    /// <summary>Whether it has released a pass.</summary>
    public bool HasPassed => Result is not null && Result.Symbol.IsPass(Opening.Policy.Mode);
}
