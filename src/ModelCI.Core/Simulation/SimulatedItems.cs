using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>
/// A test set of i.i.d. items that are drawn when they are read. The item at a position is a function of seed, replicate and position, so
/// that reading twice gives the same item, nothing is kept, and the size of the pool costs nothing. For one thread.
/// </summary>
public sealed class SimulatedItems : IPairedPredictions, ILabelSource
{
    private readonly Population _population;
    private readonly ulong _seed;
    private readonly ulong _replicate;
    private readonly ulong[] _block = new ulong[Philox.BlockSize];
    private int _blockIndex = -1;

    /// <summary>A pool of <paramref name="count"/> items.</summary>
    /// <param name="population">What items are drawn from.</param>
    /// <param name="count">N, at least 1.</param>
    /// <param name="seed">Of the simulation.</param>
    /// <param name="replicate">Number of the test set within the simulation.</param>
    public SimulatedItems(Population population, int count, ulong seed, ulong replicate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _population = population;
        Count = count;
        _seed = seed;
        _replicate = replicate;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public bool IsWhole => true;

    /// <summary>The item at a position.</summary>
    public ItemKind At(int position) => _population.Draw(Uniform(position));

    private ulong Uniform(int position)
    {
        var index = position / Philox.BlockSize;
        if (index != _blockIndex)
        {
            (_block[0], _block[1], _block[2], _block[3]) = ((ulong)index, 0, 0, 0);
            Philox.Block(_seed, _replicate, _block, _block);
            _blockIndex = index;
        }
        return _block[position % Philox.BlockSize];
    }

    // The last bits are noise of their own: which kind an item is hangs on the first ones.
    PairedPrediction IPairedPredictions.Read(int position)
    {
        var uniform = Uniform(position);
        return _population.Draw(uniform).Prediction with { Noise = (uint)(uniform & uint.MaxValue) };
    }

    int ILabelSource.Read(int position) => At(position).Label;
}
