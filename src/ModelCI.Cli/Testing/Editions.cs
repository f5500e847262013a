using ModelCI.Cli.Ledgers;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>The two editions of a run's report: what developers may see, and all of it.</summary>
internal sealed class Editions(GateConfiguration configuration, IReadOnlyList<ClauseScore> clauses, LedgerAccess access, TimeProvider time)
{
    /// <param name="isForMaintainers">Whether the maintainers' edition was asked for.</param>
    public TestOutcome Of(RunEnd end, bool isForMaintainers)
    {
        // Of a result that is sealed only the evaluation itself is told.
        var history = end.Report.Verdict == Verdict.Accepted ? null : History(end.Ledger, isUnsealed: false);
        return new TestOutcome(end.Report, history, isForMaintainers ? new MaintainerEdition(Complete(end), History(end.Ledger, isUnsealed: true)) : null, end.Request);
    }

    private MaintainerReport Complete(RunEnd end) => end is { Ledger: { } ledger, Evaluation: { } evaluation }
        ? new MaintainerReportBuilder(clauses, new SealedAccount(ledger), configuration.Budget.Labels).Of(end.Report, evaluation, end.Evidence, end.Inference)
        : new MaintainerReport(end.Report, false, []);

    /// <summary>What <c>ledger show --format json</c> says: the page's account of earlier runs is made of nothing else.</summary>
    private string? History(Ledger? ledger, bool isUnsealed) =>
        ledger is null ? null : ShowJson.Of(LedgerView.Of(configuration, ledger, access, time.GetUtcNow(), isUnsealed));
}
