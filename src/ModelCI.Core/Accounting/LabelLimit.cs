namespace ModelCI.Core.Accounting;

/// <summary>
/// Fixes at an opening which labels the evaluation may use at most. What is fixed here is a set and no number (LabelGrant says where that is possible): so the labels of all evaluations,
/// concurrent ones included, lie in the union of what finished ones have used and of the sets of those that run, wait or were aborted, and that
/// union never exceeds the budget; what a finished one left of its set is free again. An aborted evaluation that is run again finds its labels
/// charged already.
/// </summary>
public static class LabelLimit
{
    /// <summary>The longest run of needed labels within both limits.</summary>
    /// <param name="needed">Positions that need a label as long as no clause is decided, in reading order.</param>
    /// <param name="used">Used by evaluations with a result.</param>
    /// <param name="charged">May have been used by any other evaluation; contains <paramref name="used"/>.</param>
    /// <param name="perRun">New labels in this evaluation; null for no limit.</param>
    /// <param name="budget">Labels over the life of the test set; null for no limit.</param>
    public static LabelSet MayUse(IEnumerable<int> needed, LabelSet used, LabelSet charged, int? perRun, int? budget)
    {
        var left = budget - charged.Count;
        var (fresh, uncharged) = (0, 0);
        return new LabelSet(used.Items, needed.TakeWhile(IsWithin));

        bool IsWithin(int position)
        {
            if (!used.Members[position] && ++fresh > perRun) return false;
            return charged.Members[position] || ++uncharged <= (left ?? uncharged);
        }
    }
}
