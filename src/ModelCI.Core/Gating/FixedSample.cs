namespace ModelCI.Core.Gating;

/// <summary>How many active items a clause reads under a fixed method, all determined before the label of the first of them is seen.</summary>
/// <param name="Size">
/// Active items of the sample that decides; where <paramref name="SizeAfter"/> is set, of the first sample, which bounds the variance and is not
/// used again.
/// </param>
/// <param name="SizeAfter">
/// The size of the deciding sample from the mean over the first one: of disagreement where <paramref name="IsFirstUnlabelled"/>, else of the score.
/// Null where one sample decides.
/// </param>
/// <param name="IsFirstUnlabelled">Whether the first sample is read without labels.</param>
internal sealed record FixedSample(long Size, Func<double, long>? SizeAfter = null, bool IsFirstUnlabelled = false)
{
    /// <summary>Reads a first sample from the pool's beginning, without labels.</summary>
    /// <returns>The position after it, and the share of its items on which the models differ; null where the pool ends before it does.</returns>
    public static (int End, double? Disagreement) ReadPilot(ClauseScore score, long size, IPairedPredictions predictions)
    {
        var (items, disagreeing) = (0L, 0L);
        for (var position = 0; position < predictions.Count; position++)
        {
            var prediction = predictions.Read(position);
            if (score.IsOutsideSlice(prediction)) continue;
            if (prediction.Disagree) disagreeing++;
            if (++items == size) return (position + 1, (double)disagreeing / items);
        }
        return (predictions.Count, null);
    }
}
