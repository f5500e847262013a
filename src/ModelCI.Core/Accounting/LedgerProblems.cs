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

    internal static ModelCIException TestSetChanged(string name, string difference) => new(
        "MCI4004",
        $"the test set '{name}' is not the one that its ledger began with: {difference}",
        "holdout",
        "restore the holdout's files; a new test set needs a new holdout.name and starts its own account");

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
