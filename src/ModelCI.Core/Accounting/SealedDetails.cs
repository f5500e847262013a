namespace ModelCI.Core.Accounting;

/// <summary>The exact account of an evaluation, for people who take no part in choosing models.</summary>
/// <param name="LabelsUsed">Bit per position of the reading order, least significant first: the label was used. Empty in open entries.</param>
/// <param name="Reason">How it ended: passed, refused, undecided for want of items or labels, waiting.</param>
/// <param name="Ties">Exact ties of scores in candidate and baseline; empty where not counted.</param>
/// <param name="Clauses">In the order of the condition.</param>
public sealed record SealedDetails(byte[] LabelsUsed, string Reason, IReadOnlyList<int> Ties, IReadOnlyList<SealedClause> Clauses)
{
    /// <summary>Of an open entry.</summary>
    public static SealedDetails None { get; } = new([], "open", [], []);

    /// <summary>The bit set of <paramref name="positions"/> over <paramref name="items"/> items.</summary>
    public static byte[] Bits(IReadOnlyList<int> positions, int items)
    {
        var bits = new byte[(items + 7) / 8];
        foreach (var position in positions) bits[position / 8] |= (byte)(1 << (position % 8));
        return bits;
    }

    /// <summary>Whether the label at <paramref name="position"/> was used.</summary>
    public bool IsUsed(int position) => position / 8 < LabelsUsed.Length && (LabelsUsed[position / 8] >> (position % 8) & 1) == 1;
}

/// <summary>One clause's exact evidence.</summary>
public sealed record SealedClause(string Outcome, IReadOnlyList<long> Counts, double? AcceptLogValue, double? RefuseLogValue);
