namespace ModelCI.Core.Accounting;

/// <summary>Labels that may have been used, over the life of a test set.</summary>
/// <param name="Set">These.</param>
/// <param name="More">And at most so many others, which ones is not known.</param>
public sealed record LabelCharge(LabelSet Set, int More)
{
    /// <summary>Upper bound on the labels used.</summary>
    public int Count => Set.Count + More;
}

/// <summary>The labels that an evaluation may use at most, fixed at its opening.</summary>
/// <param name="MayUse">None but these.</param>
/// <param name="NewLabels">Of them at most so many that no other evaluation has used; null for no other limit.</param>
public sealed record LabelGrant(LabelSet MayUse, int? NewLabels)
{
    /// <summary>
    /// What both limits leave. Where one clause needs labels, the evaluation uses a beginning of what is needed, and the set itself is the limit: an
    /// aborted evaluation that is run again finds its labels charged already. Where a clause may close before others, or predictions are made on
    /// demand, it is not known which of the needed labels will be used: a number limits them, and others count that number in full.
    /// </summary>
    /// <param name="needed">Positions that need a label as long as no clause is decided, in reading order.</param>
    /// <param name="isBeginning">Whether the labels that are used are the first of <paramref name="needed"/>.</param>
    /// <param name="used">Used by evaluations with a result.</param>
    /// <param name="charged">May have been used by any other evaluation.</param>
    /// <param name="perRun">New labels in this evaluation; null for no limit.</param>
    /// <param name="budget">Labels over the life of the test set; null for no limit.</param>
    public static LabelGrant Of(IReadOnlyList<int> needed, bool isBeginning, LabelSet used, LabelCharge charged, int? perRun, int? budget)
    {
        if (isBeginning) return new LabelGrant(LabelLimit.MayUse(needed, used, charged.Set, perRun, budget - charged.More), null);
        var left = budget is { } total ? Math.Max(0, total - charged.Count) : (int?)null;
        return new LabelGrant(new LabelSet(used.Items, needed), perRun is { } limit ? Math.Min(limit, left ?? limit) : left);
    }
}
