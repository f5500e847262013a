namespace ModelCI.Core.Accounting;

/// <summary>One opened evaluation and what it has released so far.</summary>
/// <param name="Hash">Hash of the open entry.</param>
/// <param name="Result">The last released result; null while nothing was: running, or aborted.</param>
/// <param name="Nats">Paid for its symbols.</param>
/// <param name="LabelsUsed">By position; null without a result.</param>
public sealed record Evaluation(OpenEntry Opening, string Hash, ResultEntry? Result, double Nats, SealedDetails? LabelsUsed)
{
    /// <summary>Whether its verdict is recorded.</summary>
    public bool IsFinal => Result is { Symbol: not ReleasedSymbol.Waiting };

    /// <summary>Whether it goes on when labels arrive.</summary>
    public bool IsWaiting => Result is { Symbol: ReleasedSymbol.Waiting };
}
