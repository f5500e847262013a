using System.Text.Json.Serialization;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Accounting;

/// <summary>
/// The counts that <c>feedback: estimates</c> shows and pays for; everything else shown is a function of them (statistics.md section 5).
/// </summary>
/// <param name="LabelsNeeded">Labels that the evaluation used.</param>
/// <param name="LabelsNew">Of those, used for the first time.</param>
/// <param name="Clauses">In the order of the condition.</param>
/// <param name="Shortage">What ran out first; null where the evidence decided. The counts of active items do not tell it.</param>
public sealed record ShownCounts(
    int LabelsNeeded,
    int LabelsNew,
    IReadOnlyList<ShownClause> Clauses,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Shortage? Shortage = null);

/// <summary>One clause's share of <see cref="ShownCounts"/>.</summary>
/// <param name="Counts">Active items per distinct score of the turned clause, scores ascending.</param>
public sealed record ShownClause(ClauseOutcome Outcome, IReadOnlyList<long> Counts)
{
    /// <summary>Active items that the clause consumed.</summary>
    public long Items => Counts.Sum();
}
