using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Git;

namespace ModelCI.Cli.Testing;

/// <summary>What a policy asks of keys, labels and the ledger's place.</summary>
internal static class AccountRules
{
    /// <exception cref="ModelCIException">MCI4012: a result that nobody may see needs a key to be sealed with.</exception>
    public static void CheckKey(GatePolicy policy, TestSetKeys? keys)
    {
        if (policy.Adaptivity != Adaptivity.None || keys is not null) return;
        throw new ModelCIException(
            "MCI4012", "adaptivity 'none' seals every result, and there is no key to seal it with", "gate.adaptivity",
            "set MODELCI_KEY and MODELCI_ORDER_KEY (`modelci holdout seal --new-key` makes them), or write adaptivity: full");
    }

    /// <exception cref="ModelCIException">MCI4007: the policy cannot wait for labels, and some are missing.</exception>
    public static void CheckLabels(GatePolicy policy, bool isComplete)
    {
        if (isComplete) return;
        if (policy.Accounting == AccountingScheme.Paper)
            throw Missing("accounting 'paper' has no symbol for waiting", "gate.accounting", "use accounting: universal");
        if (policy.Adaptivity == Adaptivity.None)
            throw Missing("adaptivity 'none' tells developers nothing, so that it cannot wait for labels", "gate.adaptivity", "write another adaptivity");
        if (policy.Reading == Reading.Lazy)
            throw Missing("an evaluation that waits goes on with the predictions that were pinned before it began, and `reading: lazy` pins none", "gate.reading", "write reading: whole");
    }

    /// <exception cref="ModelCIException">MCI4013: paper accounting has no room for a provisional verdict.</exception>
    public static void CheckPlace(GatePolicy policy, LedgerPlace place)
    {
        if (place is not LedgerPlace.Offline || policy.Accounting != AccountingScheme.Paper) return;
        throw new ModelCIException(
            "MCI4013", "an offline verdict is one more symbol to pay for, which accounting 'paper' cannot", "gate.accounting",
            "run without --offline, or use accounting: universal");
    }

    private static ModelCIException Missing(string why, string key, string fix) =>
        new("MCI4007", $"{why}, but some labels of the test set are missing", key, $"label every item, or {fix}");
}
