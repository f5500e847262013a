using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>A tensor of numbers over one pinned buffer that every batch reuses.</summary>
internal sealed class NumericTensor : InputTensor
{
    private readonly ColumnConverter?[] _converters;
    private readonly int _rowBytes;
    private byte[] _bytes = [];
    private Batch? _batch;
    private int _start;
    private int _count;

    public NumericTensor(ConversionPlan plan, IReadOnlyList<WireColumn> columns)
        : base(plan)
    {
        _rowBytes = ElementsPerRow * NumericColumn.SizeOf(plan.Target);
        _converters = [.. plan.Columns.Select(column => IsCopy(columns[column].Type) ? null : ColumnConverters.For(columns[column].Type, plan.Target, plan.Scale))];
    }

    public override OrtValue Rows(Batch batch, int start, int count)
    {
        if (!ReferenceEquals(batch, _batch)) Fill(batch);
        if (Value is not null && (start, count) == (_start, _count)) return Value;
        Value?.Dispose();
        Value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            OnnxTypes.Of(Plan.Target),
            ShapeOf(count),
            Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, start * _rowBytes),
            (long)count * _rowBytes);
        (_start, _count) = (start, count);
        return Value;
    }

    private bool IsCopy(ElementType source) => source == Plan.Target && Plan.Scale is null && Plan.Columns.Count == 1;

    private void Fill(Batch batch)
    {
        var length = batch.PaddedRows * _rowBytes;
        if (_bytes.Length < length)
        {
            Value?.Dispose();
            Value = null;
            _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }
        var used = _bytes.AsSpan(0, batch.Rows * _rowBytes);
        for (var index = 0; index < _converters.Length; index++)
        {
            var source = batch.Numbers(Plan.Columns[index]);
            if (_converters[index] is { } convert) convert(source, used, index, _converters.Length);
            else source.CopyTo(used);
        }
        for (var row = batch.Rows; row < batch.PaddedRows; row++) used[^_rowBytes..].CopyTo(_bytes.AsSpan(row * _rowBytes));
        _batch = batch;
    }
}
