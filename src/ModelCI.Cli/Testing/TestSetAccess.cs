using ModelCI.Core.Accounting;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout;

namespace ModelCI.Cli.Testing;

/// <summary>The test set as it was read, held against what its account pins: items, labels, order, classes, keys.</summary>
internal sealed class TestSetAccess
{
    private readonly HoldoutData _holdout;
    private readonly LedgerSeal _seal;
    private readonly Lazy<LabelCommitments> _commitments;

    private TestSetAccess(HoldoutData holdout, LedgerSeal seal, TestSetPin pin, ReadingOrder order, Func<int, int>? generation)
    {
        _holdout = holdout;
        _seal = seal;
        Pin = pin;
        Order = order;
        _commitments = new Lazy<LabelCommitments>(() => LabelCommitments.Of(holdout.Items.Ids, holdout.Labels, seal.LabelKey, generation));
    }

    public TestSetPin Pin { get; }

    public ReadingOrder Order { get; }

    /// <exception cref="ModelCIException">MCI4004: other items, order, classes or key; MCI4009: other labels. Both name what differs.</exception>
    public static TestSetAccess Of(string name, HoldoutData holdout, Ledger ledger, LedgerSeal seal)
    {
        var pins = ledger.Entries.Count == 0 ? [] : new SealedAccount(ledger).Pins();
        var generation = GenerationOf(holdout.Items, pins, seal);
        var ids = holdout.Items.Ids;
        var order = seal.OrderSecret is null ? ReadingOrder.OfUnsealed(ids, generation) : ReadingOrder.Of(ids, seal.OrderSecret, generation);
        var pin = new TestSetPin(
            name, holdout.Items.Count, holdout.Items.Digest, order.Commitment, holdout.Labels.Classes.Names, seal.Fingerprint);
        var access = new TestSetAccess(holdout, seal, pin, order, generation);
        if (ledger.Account.TestSet is { } pinned)
        {
            access.CheckItems(pinned, pins);
            access.CheckLabels(new SealedAccount(ledger).Commitments());
        }
        return access;
    }

    /// <summary>The items' digests, where the ledger does not have them yet.</summary>
    public ItemPins? NewPins(Ledger ledger) => ledger.Entries.Count == 0 ? ItemPins.Of(_holdout.Items, _seal.ItemKey) : null;

    /// <summary>
    /// Commitments to all labels that are there, where the ledger lacks some. They are made before a label is read and not, as statistics.md section
    /// 6 has it, at its first use: an error that came only for labels that were used would tell which were.
    /// </summary>
    public LabelCommitments? NewCommitments(Ledger ledger)
    {
        var known = new SealedAccount(ledger).Commitments();
        return known is null ? _commitments.Value : known.HasNew(_commitments.Value) ? known.Merge(_commitments.Value) : null;
    }

    /// <summary>By row: which pin first had the item; items that were appended later are read behind all before them. Null where there is one.</summary>
    public static Func<int, int>? GenerationOf(ItemPool items, IReadOnlyList<ItemPins> pins, LedgerSeal seal) =>
        pins.Count < 2 ? null : row => Generation(items.Ids[row], pins, seal);

    private static int Generation(string id, IReadOnlyList<ItemPins> pins, LedgerSeal seal)
    {
        for (var generation = 0; generation < pins.Count; generation++)
        {
            if (pins[generation].Contains(id, seal.ItemKey)) return generation;
        }
        return pins.Count;
    }

    private void CheckItems(TestSetPin pinned, IReadOnlyList<ItemPins> pins)
    {
        if (Pin.DifferenceOfRules(pinned) is { } difference) throw LedgerProblems.TestSetChanged(Pin.Name, difference);
        if (Pin.Digest == pinned.Digest) return;
        throw ItemDifferences.Problem(Pin.Name, pins.Aggregate((all, more) => all.With(more)).Compare(_holdout.Items, _seal.ItemKey));
    }

    private void CheckLabels(LabelCommitments? committed)
    {
        if (committed is null) return;
        var changed = committed.Changed(_commitments.Value);
        if (changed.Count > 0) throw LedgerProblems.LabelsChanged(Pin.Name, ItemDifferences.Names(changed));
    }
}
