namespace ModelCI.Core.Gating;

/// <summary>Predictions in reading order. A seam: made beforehand for the whole pool, or on demand while the gate reads.</summary>
public interface IPairedPredictions
{
    /// <summary>Items in the pool, N.</summary>
    int Count { get; }

    /// <summary>Whether the predictions of all items were made before the first label was read, so that looking ahead costs and tells nothing.</summary>
    bool IsWhole { get; }

    /// <summary>The predictions of the item at <paramref name="position"/> of the reading order, from 0.</summary>
    PairedPrediction Read(int position);
}
