using ModelCI.Core.Items;

namespace ModelCI.Inference.Client;

/// <summary>One model's answers over a test set as they come in, in the words of the task: by index into its tables.</summary>
internal sealed class AnswerStore(PredictionTask task, int count)
{
    // Numbers that differ by less, relative to their range over the sample, differ by rounding: sums are taken in another order in another batch.
    private const double Rounding = 1e-3;

    private int _filled;
    private int _ties;
    private int _labelDiffers;
    private bool _isConstant;

    public int[] Answers { get; } = new int[count];

    /// <summary>Null where the task has none.</summary>
    public int[]? Rankings { get; } = task.Rankings is null ? null : new int[count];

    /// <summary>Adds each model's answers to its store.</summary>
    public static void AddAll(IReadOnlyList<AnswerStore> stores, int start, IReadOnlyList<BatchAnswers> answers)
    {
        for (var model = 0; model < answers.Count; model++) stores[model].Add(start, answers[model]);
    }

    /// <summary>Adds the answers about the positions from <paramref name="start"/> on.</summary>
    public void Add(int start, BatchAnswers batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            Answers[start + row] = task.Numbers is { } numbers ? numbers.IndexOf(batch.Numbers[row]) : batch.Classes[row];
            if (task.Rankings is { } rankings) Rankings![start + row] = rankings.Add(RankingOf(batch, row, rankings.Depth));
        }
        _filled += batch.Rows;
        _ties += batch.Ties;
        _labelDiffers += batch.LabelDiffers;
        _isConstant = batch.IsConstant;
    }

    /// <summary>What <see cref="Differs"/> takes for rounding, given the positions that are compared; 0 for classes.</summary>
    public double Tolerance(IReadOnlyList<int> positions)
    {
        if (task.Numbers is not { } numbers) return 0;
        var sample = positions.Select(position => numbers[Answers[position]]).ToArray();
        return (sample.Max() - sample.Min()) * Rounding;
    }

    /// <summary>Whether the model says something else about the item at a position now.</summary>
    public bool Differs(int position, BatchAnswers batch, int row, double tolerance)
    {
        if (task.Numbers is { } numbers) return Math.Abs(numbers[Answers[position]] - batch.Numbers[row]) > tolerance;
        if (Answers[position] != batch.Classes[row]) return true;
        return task.Rankings is { } rankings && !rankings[Rankings![position]].SequenceEqual(RankingOf(batch, row, rankings.Depth));
    }

    /// <param name="sample">Items that were run again.</param>
    /// <param name="differs">How many of them got another answer.</param>
    public ModelFindings Findings(int sample, int differs) => new(_ties, _labelDiffers, sample, differs, _isConstant && _filled > 1);

    private static ReadOnlySpan<int> RankingOf(BatchAnswers batch, int row, int depth) => batch.Rankings.AsSpan(row * depth, depth);
}
