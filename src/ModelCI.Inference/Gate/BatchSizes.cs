using ModelCI.Core.Items;

namespace ModelCI.Inference.Gate;

/// <summary>How many items make a batch.</summary>
internal static class BatchSizes
{
    /// <summary>Where a run may stop early: a small batch wastes little.</summary>
    public const int Lazy = 64;

    private const int MaximumRows = 512;
    private const int Bytes = 3 << 20;
    private const int TextBytes = 64;

    /// <summary>Large enough that a batch's overhead vanishes, small enough that its tensors stay in the cache.</summary>
    public static int Whole(PairBinding binding)
    {
        var rowBytes = binding.Columns.Sum(column => column is NumericColumn numbers ? numbers.RowBytes : (long)TextBytes);
        return InRuns(binding, (int)Math.Clamp(Bytes / Math.Max(1, rowBytes), 1, MaximumRows));
    }

    /// <summary>Rounded up to whole runs of a model that insists on a number of rows, so that only the last batch needs padding.</summary>
    public static int InRuns(PairBinding binding, int rows)
    {
        var run = binding.Models.Max(model => model.FixedRows ?? 1);
        return (rows + run - 1) / run * run;
    }
}
