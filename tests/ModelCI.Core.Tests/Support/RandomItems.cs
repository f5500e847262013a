using ModelCI.Core.Gating;

namespace ModelCI.Core.Tests.Support;

/// <summary>
/// A test set of i.i.d. items, drawn when they are read: each is a function of seed and position, so that reading twice gives the same item and
/// nothing has to be kept.
/// </summary>
/// <param name="shares">By <see cref="Cell"/>; they sum to 1.</param>
internal sealed class RandomItems(int count, ulong seed, params double[] shares) : IPairedPredictions, ILabelSource
{
    public int Count => count;

    public bool IsWhole => true;

    PairedPrediction IPairedPredictions.Read(int position) => CellItems.PredictionOf(CellAt(position));

    int ILabelSource.Read(int position) => CellItems.Label;

    /// <summary>In [0, 1), a function of seed and position.</summary>
    public static double Uniform(ulong seed, int position) => (Mix(seed ^ Mix((ulong)position + 1)) >> 11) * (1.0 / (1L << 53));

    private Cell CellAt(int position)
    {
        var uniform = Uniform(seed, position);
        var cell = 0;
        while (cell < Cells.Count - 1 && uniform >= shares[cell]) uniform -= shares[cell++];
        return (Cell)cell;
    }

    /// <summary>SplitMix64's finaliser (Steele, Lea and Flood 2014).</summary>
    private static ulong Mix(ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}
