using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>The classes with the highest scores of each row; exact ties go to the lower index.</summary>
/// <param name="isDeciding">Whether the highest score is the model's answer.</param>
internal sealed class ScoresAnswer(OutputPlan plan, bool isDeciding, int rows, ConstantRow constant)
    : OutputAnswer(plan, isDeciding || plan.Depth > 0)
{
    /// <summary>In place of a class where scores that nothing depends on are NaN or infinite.</summary>
    public const int None = -1;

    private readonly int _depth = Math.Max(1, plan.Depth);
    private readonly List<int> _classes = new(rows * Math.Max(1, plan.Depth));
    private int _ties;

    protected override void Read(OrtValue output, int rows)
    {
        constant.Observe(Elements<byte>(output, rows * Plan.Columns * NumericColumn.SizeOf(Plan.Type)), Plan.Columns * NumericColumn.SizeOf(Plan.Type));
        switch (Plan.Type)
        {
            case ElementType.Float32: Rank(Elements<float>(output, rows * Plan.Columns)); break;
            case ElementType.Float64: Rank(Elements<double>(output, rows * Plan.Columns)); break;
            default: Rank(Elements<Half>(output, rows * Plan.Columns)); break;
        }
    }

    protected override void Write(BinaryWriter writer)
    {
        writer.Write(constant.IsConstant);
        writer.Write(_ties);
        _classes.ForEach(writer.Write);
    }

    private void Rank<T>(ReadOnlySpan<T> scores)
        where T : INumber<T>
    {
        Span<int> ranking = _depth <= 256 ? stackalloc int[_depth] : new int[_depth];
        for (var start = 0; start < scores.Length; start += Plan.Columns)
        {
            var row = scores.Slice(start, Plan.Columns);
            if (!AreFinite(row)) ranking[0] = IsNeeded ? throw Fault(FaultKind.NotFinite, "") : None;
            else if (_depth == 1) ranking[0] = Highest(row);
            else Highest(row, ranking);
            foreach (var label in ranking) _classes.Add(label);
        }
    }

    private static bool AreFinite<T>(ReadOnlySpan<T> scores)
        where T : INumber<T>
    {
        foreach (var score in scores)
        {
            if (!T.IsFinite(score)) return false;
        }
        return true;
    }

    private int Highest<T>(ReadOnlySpan<T> scores)
        where T : INumber<T>
    {
        var best = 0;
        var isTie = false;
        for (var column = 1; column < scores.Length; column++)
        {
            if (scores[column] > scores[best]) (best, isTie) = (column, false);
            else if (scores[column] == scores[best]) isTie = true;
        }
        if (isTie) _ties++;
        return best;
    }

    /// <summary>Insertion into the few best so far: later classes pass only those that they exceed.</summary>
    private void Highest<T>(ReadOnlySpan<T> scores, Span<int> ranking)
        where T : INumber<T>
    {
        var count = 0;
        for (var column = 0; column < scores.Length; column++)
        {
            if (count == ranking.Length && scores[column] <= scores[ranking[^1]]) continue;
            var place = count < ranking.Length ? count++ : count - 1;
            for (; place > 0 && scores[column] > scores[ranking[place - 1]]; place--) ranking[place] = ranking[place - 1];
            ranking[place] = column;
        }
        if (scores[ranking[1]] == scores[ranking[0]]) _ties++;
    }
}
