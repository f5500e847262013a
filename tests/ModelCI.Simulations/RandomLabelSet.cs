using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;

namespace ModelCI.Simulations;

/// <summary>
/// A test set of two classes whose labels are coin tosses: every model, whatever it answers, has the accuracy 1/2 in production. What a model
/// gains on this test set over 1/2 it has learnt from the test set.
/// </summary>
internal sealed class RandomLabelSet : ILabelSource
{
    private readonly ulong _number;
    private readonly bool[] _labels;

    public RandomLabelSet(ulong number, int items)
    {
        _number = number;
        _labels = Toss(items, 0);
    }

    public int Count => _labels.Length;

    int ILabelSource.Read(int position) => _labels[position] ? 1 : 0;

    /// <summary>Coin tosses, one per item; equal streams are equal, others independent. Stream 0 is the labels.</summary>
    public bool[] Toss(int count, ulong stream)
    {
        var tosses = new bool[count];
        Span<ulong> block = stackalloc ulong[Philox.BlockSize];
        for (var position = 0; position < count; position++)
        {
            if (position % 256 == 0)
            {
                (block[0], block[1], block[2], block[3]) = ((ulong)position, stream, 0, 0);
                Philox.Block(_number, 0xA77AC, block, block);
            }
            tosses[position] = (block[position % 256 / 64] >> (position % 64) & 1) == 1;
        }
        return tosses;
    }

    /// <summary>How many of the items from <paramref name="start"/> on a model answers as labelled.</summary>
    public int Right(bool[] model, int start, int count) => Enumerable.Range(start, count).Count(item => model[item] == _labels[item]);

    public static WholePredictions Predictions(bool[] model) => new([.. model.Select(answer => answer ? 1 : 0)], null);
}
