using ModelCI.Core.Gating;
using ModelCI.Core.Reports;
using ModelCI.Core.Statistics;

namespace ModelCI.Cli.Deciding;

/// <summary>One clause of a replicate.</summary>
/// <param name="Clause">Canonical text.</param>
/// <param name="Shown">Outcome, estimate, and the one-sided limits of the confidence sequence at the level of the run each.</param>
/// <param name="AcceptLogValue">ln of the wealth that bets on the clause; null where nothing needs to be bet.</param>
/// <param name="RefuseLogValue">ln of the wealth that bets against it; likewise.</param>
internal sealed record ClauseAnswer(string Clause, ClauseShown Shown, double? AcceptLogValue, double? RefuseLogValue)
{
    public static ClauseAnswer Of(ClauseEvidence evidence, SignificanceLevel alpha) => new(
        evidence.Score.Clause.ToString(), ReportBuilder.Seen(evidence, alpha), evidence.AcceptLogValue, evidence.RefuseLogValue);
}
