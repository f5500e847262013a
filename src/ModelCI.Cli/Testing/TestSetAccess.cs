using ModelCI.Cli.Labelling;
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

    /// <param name="isForLabellers">Whether messages may speak of sealed items; those of an account without a key always do.</param>
    /// <exception cref="ModelCIException">MCI4004: other items, order, classes or key; MCI4009: other labels. Both name what differs.</exception>
    public static TestSetAccess Of(string name, HoldoutData holdout, Ledger ledger, LedgerSeal seal, bool isForLabellers)
    {
        var pins = ledger.Entries.Count == 0 ? [] : new SealedAccount(ledger).Pins();
        var access = Create(name, holdout, pins, seal);
        if (ledger.Account.TestSet is not { } pinned) return access;
        access.CheckRules(pinned);
        if (access.Pin.Digest != pinned.Digest) throw ItemDifferences.Problem(name, Together(pins).Compare(holdout.Items, seal.ItemKey), seal.IsKeyed && !isForLabellers);
        access.CheckLabels(ledger, isForLabellers);
        return access;
    }

    /// <summary>The pinned test set with items that are added behind it.</summary>
    /// <param name="ledger">Of an account that has begun.</param>
    /// <param name="added">Their pins; null where the items are those that are pinned.</param>
    /// <exception cref="ModelCIException">As <see cref="Of"/>, but for the items that are added.</exception>
    public static TestSetAccess OfExtended(string name, HoldoutData holdout, Ledger ledger, LedgerSeal seal, out ItemPins? added)
    {
        var pins = new SealedAccount(ledger).Pins();
        var all = Together(pins);
        var (items, pinned) = (holdout.Items, ledger.Account.TestSet!);
        var difference = all.Compare(items, seal.ItemKey);
        added = difference.Added.Count > 0 ? all.Added(items, seal.ItemKey) : null;
        if (difference.Changed.Count > 0 || difference.Gone > 0 || all.HasNamedIds != items.HasNamedIds || (added is null && seal.DigestOf(items.Digest) != pinned.Digest))
            throw ItemDifferences.Problem(name, difference with { Added = [] }, isSecret: false);
        var access = Create(name, holdout, added is null ? pins : [.. pins, added], seal);
        access.CheckRules(pinned);
        access.CheckLabels(ledger, isForLabellers: true);
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
        // Extended meanwhile: whoever opens next, on the larger test set, commits.
        if (known?.Count > _commitments.Value.Count) return null;
        return known is null ? _commitments.Value : known.HasNew(_commitments.Value) ? known.Merge(_commitments.Value) : null;
    }

    /// <summary>Whether a label has come since an evaluation began to wait.</summary>
    public bool HasNewLabels(SealedAccount account, Evaluation waiting) =>
        account.Commitments(waiting.ResultAt) is not { } then || then.HasNew(_commitments.Value);

    /// <summary>Rows of the next items that a waiting evaluation may need a label of and that have none, in reading order.</summary>
    public IEnumerable<int> Lacking(SealedAccount account, Evaluation waiting)
    {
        var grant = account.Grant(waiting, Pin.Items);
        var lacking = grant.MayUse.Positions.Select(Order.RowAt).Where(row => _holdout.Labels[row] == LabelBook.Missing);
        // Of labels that are not there each would be a new one. What a closed clause left out on the way is asked for too: which that is, is a secret.
        return grant.NewLabels is { } limit ? lacking.Take(limit - account.Details(waiting.ResultAt).New) : lacking;
    }

    /// <summary>The file that asks for them; null where the account has a key, without which nobody may know.</summary>
    public string? Request(SealedAccount account, Evaluation waiting) => _seal.IsKeyed ? null : LabelRequest.ToCsv(_holdout.Items, Lacking(account, waiting));

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

    private static TestSetAccess Create(string name, HoldoutData holdout, IReadOnlyList<ItemPins> pins, LedgerSeal seal)
    {
        var generation = GenerationOf(holdout.Items, pins, seal);
        var ids = holdout.Items.Ids;
        var order = seal.OrderSecret is null ? ReadingOrder.OfUnsealed(ids, generation) : ReadingOrder.Of(ids, seal.OrderSecret, generation);
        var pin = new TestSetPin(
            name, holdout.Items.Count, seal.DigestOf(holdout.Items.Digest), order.Commitment, holdout.Labels.Classes.Names, seal.Fingerprint);
        return new TestSetAccess(holdout, seal, pin, order, generation);
    }

    private static ItemPins Together(IReadOnlyList<ItemPins> pins) => pins.Aggregate((all, more) => all.With(more));

    private void CheckRules(TestSetPin pinned)
    {
        if (Pin.DifferenceOfRules(pinned) is { } difference) throw LedgerProblems.TestSetChanged(Pin.Name, difference);
    }

    private void CheckLabels(Ledger ledger, bool isForLabellers)
    {
        if (new SealedAccount(ledger).Commitments() is not { } committed) return;
        var changed = committed.Changed(_commitments.Value);
        if (changed.Count > 0) throw LedgerProblems.LabelsChanged(Pin.Name, _seal.IsKeyed && !isForLabellers ? null : ItemDifferences.Names(changed));
    }
}
