using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>What one model says about a batch: class indices out of scores, or the labels themselves, which the gate maps to classes.</summary>
internal sealed class Answer(int slot, OutputPlan plan, int rows)
{
    private readonly List<string> _texts = [];
    private readonly List<long> _numbers = new(rows);
    private int _ties;

    /// <param name="runRows">Rows of the run; those after <paramref name="usedRows"/> are padding.</param>
    /// <exception cref="WorkerFault">The output does not decide every item.</exception>
    public void Add(OrtValue output, int runRows, int usedRows)
    {
        CheckShape(output, runRows);
        var elements = usedRows * plan.Columns;
        switch (plan.Type)
        {
            case ElementType.String:
                for (var row = 0; row < usedRows; row++) _texts.Add(output.GetStringElement(row));
                break;
            case ElementType.Float32: Decide(Elements<float>(output, elements)); break;
            case ElementType.Float64: Decide(Elements<double>(output, elements)); break;
            case ElementType.Float16: Decide(Elements<Half>(output, elements)); break;
            case ElementType.Int64: Labels(Elements<long>(output, elements)); break;
            case ElementType.Int32: Labels(Elements<int>(output, elements)); break;
            case ElementType.Int16: Labels(Elements<short>(output, elements)); break;
            case ElementType.Int8: Labels(Elements<sbyte>(output, elements)); break;
            case ElementType.UInt64: Labels(Elements<ulong>(output, elements)); break;
            case ElementType.UInt32: Labels(Elements<uint>(output, elements)); break;
            case ElementType.UInt16: Labels(Elements<ushort>(output, elements)); break;
            default: Labels(Elements<byte>(output, elements)); break;
        }
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(slot);
        writer.Write(rows);
        writer.Write(_ties);
        if (plan.Type == ElementType.String) _texts.ForEach(writer.Write);
        else _numbers.ForEach(writer.Write);
    }

    private void CheckShape(OrtValue output, int runRows)
    {
        var information = output.GetTensorTypeAndShape();
        var shape = information.Shape;
        var isRow = shape.Length == 1 ? plan.Columns == 1 : shape.Length == 2 && shape[1] == plan.Columns;
        if (shape.Length > 0 && shape[0] != runRows) throw Fault(FaultKind.LeadingAxis, $"[{string.Join(',', shape)}] for {runRows} rows");
        if (!isRow || information.ElementDataType != OnnxTypes.Of(plan.Type)) throw Fault(FaultKind.OutputShape, $"[{string.Join(',', shape)}]");
    }

    private void Labels<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        foreach (var value in values) _numbers.Add(long.CreateSaturating(value));
    }

    private void Decide<T>(ReadOnlySpan<T> scores)
        where T : INumber<T>
    {
        foreach (var score in scores)
        {
            if (!T.IsFinite(score)) throw Fault(FaultKind.NotFinite, "");
        }
        if (plan.Kind == OutputKind.Threshold)
        {
            // In the output's own type: a binary32 score that prints as 0.7 reaches a threshold that is written 0.7.
            var threshold = T.CreateTruncating(plan.Threshold);
            foreach (var score in scores) _numbers.Add(score >= threshold ? 1 : 0);
            return;
        }
        for (var start = 0; start < scores.Length; start += plan.Columns) _numbers.Add(Highest(scores.Slice(start, plan.Columns)));
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

    private static ReadOnlySpan<T> Elements<T>(OrtValue output, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(output.GetTensorMutableRawData())[..count];

    private WorkerFault Fault(FaultKind kind, string detail) => new(kind, slot, plan.Name, detail);
}
