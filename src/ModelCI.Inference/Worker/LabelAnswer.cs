using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Worker;

/// <summary>The labels themselves, which the gate maps to classes.</summary>
internal sealed class LabelAnswer(OutputPlan plan, bool isNeeded, int rows) : OutputAnswer(plan, isNeeded)
{
    private readonly List<string> _texts = [];
    private readonly List<long> _numbers = new(rows);

    protected override void Read(OrtValue output, int rows)
    {
        switch (Plan.Type)
        {
            case ElementType.String:
                for (var row = 0; row < rows; row++) _texts.Add(output.GetStringElement(row));
                break;
            case ElementType.Int64: Add(Elements<long>(output, rows)); break;
            case ElementType.Int32: Add(Elements<int>(output, rows)); break;
            case ElementType.Int16: Add(Elements<short>(output, rows)); break;
            case ElementType.Int8: Add(Elements<sbyte>(output, rows)); break;
            case ElementType.UInt64: Add(Elements<ulong>(output, rows)); break;
            case ElementType.UInt32: Add(Elements<uint>(output, rows)); break;
            case ElementType.UInt16: Add(Elements<ushort>(output, rows)); break;
            default: Add(Elements<byte>(output, rows)); break;
        }
    }

    protected override void Write(BinaryWriter writer)
    {
        if (Plan.Type == ElementType.String) _texts.ForEach(writer.Write);
        else _numbers.ForEach(writer.Write);
    }

    private void Add<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        foreach (var value in values) _numbers.Add(long.CreateSaturating(value));
    }
}
