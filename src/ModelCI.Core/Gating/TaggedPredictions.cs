namespace ModelCI.Core.Gating;

/// <summary>Predictions with what is known of an item besides: whoever makes predictions on demand knows the models' answers only.</summary>
/// <param name="predictions">In reading order.</param>
/// <param name="slices">By position, as <see cref="PairedPrediction.Slices"/> has them; null without slices.</param>
/// <param name="noise">By position, such as <see cref="ReadingOrder.NoiseAt"/>; null where no clause takes losses.</param>
public sealed class TaggedPredictions(IPairedPredictions predictions, Func<int, ulong>? slices, Func<int, uint>? noise) : IPairedPredictions
{
    /// <inheritdoc/>
    public int Count => predictions.Count;

    /// <inheritdoc/>
    public bool IsWhole => predictions.IsWhole;

    /// <inheritdoc/>
    public PairedPrediction Read(int position)
    {
        var prediction = predictions.Read(position);
        return prediction with { Slices = slices?.Invoke(position) ?? prediction.Slices, Noise = noise?.Invoke(position) ?? prediction.Noise };
    }
}
