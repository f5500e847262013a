using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>The number that a regression predicts, as binary64.</summary>
internal sealed class NumberAnswer(OutputPlan plan, int rows, ConstantRow constant) : OutputAnswer(plan, isNeeded: true)
{
    private readonly List<double> _numbers = new(rows);

    protected override void Read(OrtValue output, int rows)
    {
        constant.Observe(Elements<byte>(output, rows * NumericColumn.SizeOf(Plan.Type)), NumericColumn.SizeOf(Plan.Type));
        switch (Plan.Type)
        {
            case ElementType.Float32: Add(Elements<float>(output, rows)); break;
            case ElementType.Float64: Add(Elements<double>(output, rows)); break;
            case ElementType.Float16: Add(Elements<Half>(output, rows)); break;
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
        writer.Write(constant.IsConstant);
        _numbers.ForEach(writer.Write);
    }

    private void Add<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        foreach (var value in values)
        {
            if (!T.IsFinite(value)) throw Fault(FaultKind.NumberNotFinite, "");
            _numbers.Add(double.CreateTruncating(value));
        }
    }
}
