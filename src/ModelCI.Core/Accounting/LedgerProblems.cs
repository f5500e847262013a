using ModelCI.Core.Problems;

namespace ModelCI.Core.Accounting;

/// <summary>Every problem of a ledger's content, with its code.</summary>
public static class LedgerProblems
{
    internal static ModelCIException Damaged(int position, string why) => new(
        "MCI4002",
        $"the ledger is damaged: entry {position}: {why}",
        fix: "restore the ref from a clone that has it whole (git fetch), or retire this test set and start another under a new holdout.name");

    internal static ModelCIException NewerSchema(int position, string? schema) => new(
        "MCI4003",
        $"entry {position} of the ledger has the schema '{schema}', this version of ModelCI reads '{LedgerFormat.Schema}'",
        fix: "upgrade ModelCI");

    internal static ModelCIException NeedsKey() => new(
        "MCI4010", "the account of this test set is sealed", fix: "set MODELCI_KEY and MODELCI_ORDER_KEY to the keys that it was begun with");

    internal static ModelCIException OtherKey(string? pinned, string? given) => given is null
        ? NeedsKey()
        : new ModelCIException(
            "MCI4010",
            pinned is null
                ? "MODELCI_KEY is set, but the account of this test set was begun without a key"
                : $"MODELCI_KEY is not the key that the account of this test set was begun with (fingerprint {given}, the account's is {pinned})",
            fix: pinned is null
                ? "unset the keys for this test set, or seal the next one: `modelci holdout rotate`"
                : "set the account's own keys; where they are lost, give modelci.yml another test set: a new holdout.name, new items and labels");

    /// <summary>MCI4004: another test set under the same name.</summary>
    public static ModelCIException TestSetChanged(string name, string difference, string? fix = null) => new(
        "MCI4004",
        $"the test set '{name}' is not the one that its account was opened for: {difference}",
        "holdout",
        fix ?? "restore the holdout's files; a new test set starts its own account: `modelci holdout rotate`");

    /// <summary>MCI4009: labels that are committed and now differ.</summary>
    /// <param name="items">Whose; null where only those who hold the keys may know.</param>
    public static ModelCIException LabelsChanged(string name, string? items) => new(
        "MCI4009",
        $"labels of the test set '{name}' are not those that its account committed to: "
        + (items is null ? "which of the sealed ones differ, `modelci labels status` tells who holds the keys" : $"changed or gone are those of {items}"),
        "holdout.labels",
        "restore them; a label that was found wrong is not corrected: start another test set with `modelci holdout rotate`");

    internal static ModelCIException PinnedSetting(string key, string pinned, string given) => new(
        "MCI4005",
        $"{key} is '{given}', but this test set's account was opened with '{pinned}' and such a change would void its guarantee",
        key,
        $"set {key} back to '{pinned}', or start another test set under a new holdout.name");

    /// <summary>MCI4006: an evaluation that waited cannot go on with other predictions.</summary>
    public static ModelCIException PredictionsChanged() => new(
        "MCI4006",
        "this evaluation waits for labels, and its models now give other predictions than when it was opened",
        fix: "continue on the machine and version that opened it, or evaluate a new candidate");

    /// <summary>MCI4007: paper accounting with missing labels.</summary>
    public static ModelCIException PaperNeedsLabels() => new(
        "MCI4007",
        "accounting 'paper' has no symbol for waiting, but some labels of the test set are missing",
        "gate.accounting",
        "label every item, or use accounting: universal");
}
