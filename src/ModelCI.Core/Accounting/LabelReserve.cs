namespace ModelCI.Core.Accounting;

/// <summary>The public, data-independent label account, in labels.</summary>
/// <param name="Budget">Over the life of the test set; null for no limit.</param>
/// <param name="PerRun">Per evaluation; null for no limit.</param>
/// <param name="Reserved">Upper bound on the labels used by all evaluations opened so far, this one included.</param>
public sealed record LabelReserve(int? Budget, int? PerRun, int Reserved)
{
    /// <summary>The reserve after one more opening on a test set of <paramref name="items"/> items.</summary>
    public static LabelReserve After(int reservedBefore, int? budget, int? perRun, int items)
    {
        var most = Math.Min(budget ?? items, items);
        var reserved = (int)Math.Min((long)reservedBefore + Math.Min(perRun ?? items, items), most);
        // A budget that was lowered on the way takes nothing back of what may have been used.
        return new LabelReserve(budget, perRun, Math.Max(reservedBefore, reserved));
    }
}
