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
/// <param name="Counts">
/// Active items with a known label per distinct score of the turned clause, scores ascending; their number alone where there is a
/// <paramref name="Sum"/>.
/// </param>
/// <param name="Unsure">
/// Items that nobody could label. Null where there can be none, which must not depend on the test set: for a clause without labels, and in
/// entries of versions that did not know that answer. A 0 is written and paid for: a code in which it were free would sum to more than 1.
/// </param>
/// <param name="Sum">
/// Of a clause on losses, and null for any other: the sum of the indices of the scores, which are 513 evenly spaced values from 0 to 512. To
/// show 513 counts would cost hundreds of nats.
/// </param>
public sealed record ShownClause(
    ClauseOutcome Outcome,
    IReadOnlyList<long> Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Unsure = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Sum = null)
{
    /// <summary>Active items with a known label that the clause consumed.</summary>
    public long Items => Counts.Sum();

    /// <summary>What is shown of a clause's evidence.</summary>
    public static ShownClause Of(ClauseEvidence evidence) =>
        new(evidence.Outcome, evidence.Kept, evidence.Score.IsLabelFree ? null : evidence.Unsure, evidence.Sum);
}
