using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Holdout;

namespace ModelCI.Cli.Testing;

/// <summary>What candidate and baseline are asked.</summary>
/// <param name="Task">Its table of rankings takes those of this request.</param>
/// <param name="NeedsNoise">Whether a clause takes losses.</param>
/// <param name="SliceBits">Bits of the slices that the condition speaks of, in ordinal order of their names.</param>
internal sealed record AnswerRequest(
    HoldoutData Holdout, PredictionTask Task, ReadingOrder Order, bool NeedsNoise, Reading Reading, IReadOnlyList<int> SliceBits)
{
    /// <summary>Whether items lie in slices.</summary>
    public bool HasSlices => Holdout.Slices.Names.Count > 0;

    /// <summary>Noise of the item at a position; null where nobody needs it.</summary>
    public Func<int, uint>? Noise => NeedsNoise ? Order.NoiseAt : null;

    /// <summary>Slices of the item at a position.</summary>
    public ulong SlicesAt(int position) => Holdout.Slices[Order.RowAt(position)];
}
