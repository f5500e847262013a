using System.Text.Json.Serialization;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Accounting;

/// <summary>
/// The exact account of an evaluation, for people who take no part in choosing models. Labels are bits per position of the reading order, least
/// significant first.
/// </summary>
/// <param name="Labels">Of an opening: the labels that the evaluation may use at most. Of a result: those that it used.</param>
/// <param name="Total">Of a result: the labels that any evaluation up to this entry has used. Empty in openings.</param>
/// <param name="New">Of a result: how many labels it used that no entry before it had.</param>
/// <param name="Reason">How it ended: passed, refused, undecided for want of items or labels, waiting.</param>
/// <param name="Ties">Exact ties of scores in candidate and baseline; empty where not counted.</param>
/// <param name="Clauses">In the order of the condition.</param>
/// <param name="Limit">Of an opening: how many labels that no other evaluation has used it may use; null where <paramref name="Labels"/> is the only limit.</param>
/// <param name="Predictions">
/// Of an opening: digest of both models' answers on the whole pool; null under lazy reading, where they are not known yet. A secret: two candidates
/// that differ on some inputs only have one digest exactly if no item is among these.
/// </param>
/// <param name="Models">Of a result: what was noticed about candidate and baseline; null where they were not run, and in entries of earlier versions.</param>
public sealed record SealedDetails(
    byte[] Labels, byte[] Total, int New, string Reason, IReadOnlyList<int> Ties, IReadOnlyList<SealedClause> Clauses, int? Limit = null, string? Predictions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SealedModel>? Models = null)
{
    /// <summary>Of an entry that has nothing to hide.</summary>
    public static SealedDetails None { get; } = new([], [], 0, "", [], []);

    /// <summary>Of an opening.</summary>
    public static SealedDetails OfOpening(LabelGrant grant, string? predictions) =>
        None with { Labels = grant.MayUse.ToBytes(), Limit = grant.NewLabels, Predictions = predictions, Reason = "open" };
}

/// <summary>What was noticed about a model while it ran over the test set; under lazy reading over a sample of it.</summary>
/// <param name="LabelDiffersFromScores">Items whose label output is not the class with the highest score.</param>
/// <param name="SampleSize">Items that were run again, with another batch size and in another order.</param>
/// <param name="SampleDiffers">How many of these got another answer: the model is not deterministic, or an item's answer depends on its companions.</param>
/// <param name="HasConstantScores">Whether all items got the same scores.</param>
public sealed record SealedModel(int LabelDiffersFromScores, int SampleSize, int SampleDiffers, bool HasConstantScores);

/// <summary>One clause's exact evidence.</summary>
/// <param name="Counts">Active items per distinct score; their number alone where there is a <paramref name="Sum"/>.</param>
/// <param name="Unsure">Items that nobody could label.</param>
/// <param name="Sum">As <see cref="ShownClause.Sum"/>.</param>
public sealed record SealedClause(
    string Outcome, IReadOnlyList<long> Counts, long Unsure, double? AcceptLogValue, double? RefuseLogValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Sum = null)
{
    /// <summary>What is kept of a clause's evidence.</summary>
    public static SealedClause Of(ClauseEvidence evidence) => new(
        evidence.Outcome.ToString(), evidence.Kept, evidence.Unsure, evidence.AcceptLogValue, evidence.RefuseLogValue, evidence.Sum);
}
