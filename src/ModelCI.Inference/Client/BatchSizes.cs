using ModelCI.Core.Items;

namespace ModelCI.Inference.Client;

/// <summary>How many items make a batch.</summary>
internal static class BatchSizes
{
    /// <summary>Where a run may stop early: a small batch wastes little.</summary>
    public const int Lazy = 64;

    // Measured on 28 x 28 images: a linear model and an MLP do not care from 64 rows on, CNNs are fastest with up to 128 and a fifth slower with 300
    // and more (the activations leave the cache).
    private const long PreferredBytes = 100 << 10;
    private const long AffordableBytes = 32 << 20;
    private const int MaximumRows = 1024;
    private const int SmallestEfficient = 8;
    private const int TextBytes = 64;

    // Rows that vector instructions take at once.
    private const int Vector = 16;

    /// <summary>Large enough that a batch's overhead vanishes, small enough that its tensors stay in the cache.</summary>
    public static int Whole(PairBinding binding)
    {
        var rowBytes = RowBytes(binding);
        var atLeast = Math.Clamp(AffordableBytes / rowBytes, 1, SmallestEfficient);
        var rows = (int)Math.Clamp(PreferredBytes / rowBytes, atLeast, MaximumRows);
        return InRuns(binding, rows > Vector ? rows / Vector * Vector : rows);
    }

    /// <summary>Rounded up to whole runs of a model that insists on a number of rows, so that only the last batch needs padding.</summary>
    public static int InRuns(PairBinding binding, int rows)
    {
        var run = binding.Models.Max(model => model.FixedRows ?? 1);
        return (rows + run - 1) / run * run;
    }

    private static long RowBytes(PairBinding binding) =>
        Math.Max(1, binding.Columns.Sum(column => column is NumericColumn numbers ? numbers.RowBytes : (long)TextBytes));
}
