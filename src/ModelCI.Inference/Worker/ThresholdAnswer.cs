using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>Class 1 where its probability reaches the threshold, else class 0.</summary>
internal sealed class ThresholdAnswer(OutputPlan plan, int rows, ConstantRow constant) : OutputAnswer(plan, isNeeded: true)
{
    private readonly List<int> _classes = new(rows);

    protected override void Read(OrtValue output, int rows)
    {
        constant.Observe(Elements<byte>(output, rows * NumericColumn.SizeOf(Plan.Type)), NumericColumn.SizeOf(Plan.Type));
        switch (Plan.Type)
        {
            case ElementType.Float32: Decide(Elements<float>(output, rows)); break;
            case ElementType.Float64: Decide(Elements<double>(output, rows)); break;
            default: Decide(Elements<Half>(output, rows)); break;
        }
    }

    protected override void Write(BinaryWriter writer)
    {
        writer.Write(constant.IsConstant);
        _classes.ForEach(writer.Write);
    }

    private void Decide<T>(ReadOnlySpan<T> probabilities)
        where T : INumber<T>
    {
        // In the output's own type: a binary32 score that prints as 0.7 reaches a threshold that is written 0.7.
        var threshold = T.CreateTruncating(Plan.Threshold);
        foreach (var probability in probabilities)
        {
            if (!T.IsFinite(probability)) throw Fault(FaultKind.NotFinite, "");
            _classes.Add(probability >= threshold ? 1 : 0);
        }
    }
}
