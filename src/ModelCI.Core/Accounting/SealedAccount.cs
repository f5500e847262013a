using ModelCI.Core.Items;

namespace ModelCI.Core.Accounting;

/// <summary>What only the sealed parts of a ledger tell: which labels were used, and what items and labels were pinned.</summary>
public sealed class SealedAccount(Ledger ledger)
{
    /// <summary>The verified chain.</summary>
    public Ledger Ledger => ledger;

    /// <summary>Labels that evaluations with a result have used, over <paramref name="items"/> items.</summary>
    public LabelSet LabelsUsed(int items)
    {
        // Every result carries the union of all before it.
        var last = ledger.Entries.Index().LastOrDefault(entry => entry.Item is ResultEntry or OfflineEntry).Index;
        return ledger.Entries.Count > last && ledger.Entries[last] is ResultEntry or OfflineEntry
            ? LabelSet.FromBytes(Details(last + 1).Total, items)
            : new LabelSet(items);
    }

    /// <summary>The same without what an evaluation that waits was the first to use: it pays for its own again when it goes on.</summary>
    public LabelSet LabelsUsedByOthers(Evaluation evaluation, int items)
    {
        if (evaluation.Result is null) return LabelsUsed(items);
        var (own, total) = (new HashSet<int>(), new LabelSet(items));
        foreach (var (number, entry) in Numbered().Where(entry => entry.Entry is ResultEntry or OfflineEntry))
        {
            var details = Details(number);
            if ((entry as ResultEntry)?.Opening == evaluation.Hash)
                own.UnionWith(LabelSet.FromBytes(details.Labels, items).Positions.Where(position => !total.Members[position]));
            total = LabelSet.FromBytes(details.Total, items);
        }
        return new LabelSet(items, total.Positions.Where(position => !own.Contains(position)));
    }

    /// <summary>
    /// Labels that may have been used: those of <see cref="LabelsUsed"/>, and all that evaluations which run, wait or were aborted may use at most.
    /// </summary>
    public LabelCharge LabelsCharged(int items)
    {
        var (set, more) = (LabelsUsed(items), 0);
        foreach (var evaluation in ledger.Account.Evaluations.Where(evaluation => !evaluation.IsFinal))
        {
            var grant = Grant(evaluation, items);
            if (grant.NewLabels is { } limit) more += Math.Min(limit, grant.MayUse.CountOutside(set));
            else set = set.Union(grant.MayUse);
        }
        return new LabelCharge(set, more);
    }

    /// <summary>The labels that an evaluation may use at most, as its opening fixed them.</summary>
    public LabelGrant Grant(Evaluation evaluation, int items)
    {
        var details = Details(evaluation.OpenedAt);
        return new LabelGrant(LabelSet.FromBytes(details.Labels, items), details.Limit);
    }

    /// <summary>The sealed details of an entry, numbered from 1.</summary>
    public SealedDetails Details(int entry) => LedgerFormat.ReadSealed(ledger.ReadPart(entry, LedgerParts.Sealed), entry);

    /// <summary>The items as they were pinned, one set per extension, the first first.</summary>
    public IReadOnlyList<ItemPins> Pins() =>
        [.. Numbered().Where(entry => entry.Entry.Header.Items is not null).Select(entry => Parsed(entry.Number, LedgerParts.Items, part => ItemPins.Parse(part)))];

    /// <summary>The labels that are committed; null where none is.</summary>
    public LabelCommitments? Commitments() => Commitments(ledger.Entries.Count);

    /// <summary>The labels that were committed by then.</summary>
    /// <param name="entry">Number of the last entry that counts.</param>
    public LabelCommitments? Commitments(int entry)
    {
        var last = Numbered().Take(entry).LastOrDefault(numbered => numbered.Entry.Header.Labels is not null).Number;
        return last == 0 ? null : Parsed(last, LedgerParts.Labels, part => LabelCommitments.Parse(part));
    }

    private T Parsed<T>(int entry, string part, Func<byte[], T> parse)
    {
        try
        {
            return parse(ledger.ReadPart(entry, part));
        }
        catch (FormatException failure)
        {
            throw LedgerProblems.Damaged(entry, failure.Message);
        }
    }

    private IEnumerable<(int Number, LedgerEntry Entry)> Numbered() => ledger.Entries.Select((entry, index) => (index + 1, entry));
}
