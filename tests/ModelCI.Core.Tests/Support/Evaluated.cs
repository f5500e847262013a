using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Tests.Support;

/// <summary>One evaluation from opening to report, as the command line runs it.</summary>
internal sealed class Evaluated
{
    private readonly GateConfiguration _configuration;
    private readonly Chain _chain = new();

    public Evaluated(GateConfiguration configuration, Cell[] cells)
    {
        _configuration = configuration;
        var policy = Configured.Policy(configuration);
        var opening = _chain.Open(policy, Chain.WithWaiting, budget: configuration.Budget.Labels, perRun: configuration.Budget.LabelsPerRun);
        var items = new CellItems(cells);
        Decision = Gate.Decide(
            Parse.Scores(policy.Condition, policy.Mode), policy.Mode,
            new TestLevels(SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha), SignificanceLevel.Of(opening.Error.Beta)),
            3, items, items, new LabelAllowance(new bool[cells.Length], null));
        var evidence = Decision.Evidence;
        Symbol = Decision is Decision.Passed ? ReleasedSymbol.Pass : ReleasedSymbol.Fail;
        Shown = new ShownCounts(
            evidence.LabelledPositions.Count, evidence.NewLabels,
            [.. evidence.Clauses.Select(clause => ShownClause.Of(clause))],
            (Decision as Decision.Undecided)?.Of);
        _chain.Release(Symbol, shown: policy.Feedback == Feedback.Estimates ? Shown : null, labels: [.. evidence.LabelledPositions]);
    }

    public Decision Decision { get; }

    public ReleasedSymbol Symbol { get; }

    public ShownCounts Shown { get; }

    public IReadOnlyList<LedgerRecord> Records => _chain.Records;

    public GateReport Report(bool replayed = false, bool inference = true)
    {
        var ledger = _chain.Ledger;
        var read = inference ? new InferenceReport(Decision.Evidence.ItemsRead, Decision.Evidence.ItemsRead, null, null) : null;
        return Configured.Reports(_configuration).Of(ledger.Account.Evaluations[0], ledger, replayed, read, isLast: false);
    }

    public string Json(bool replayed = false, bool inference = true) => ReportFormat.ToJson(Report(replayed, inference));
}
