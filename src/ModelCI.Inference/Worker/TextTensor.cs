using Microsoft.ML.OnnxRuntime;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>A string tensor. ONNX Runtime owns the strings, so they are copied one by one.</summary>
internal sealed class TextTensor(ConversionPlan plan) : InputTensor(plan)
{
    private Batch? _batch;
    private int _start;
    private int _count;

    public override OrtValue Rows(Batch batch, int start, int count)
    {
        if (Value is not null && ReferenceEquals(batch, _batch) && (start, count) == (_start, _count)) return Value;
        if (Value is null || count != _count)
        {
            Value?.Dispose();
            Value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, ShapeOf(count));
        }
        (_batch, _start, _count) = (batch, start, count);
        var columns = Plan.Columns;
        for (var row = 0; row < count; row++)
        {
            var source = Math.Min(start + row, batch.Rows - 1);
            for (var index = 0; index < columns.Count; index++)
            {
                Value.StringTensorSetElementAt(batch.Text(columns[index], source), row * columns.Count + index);
            }
        }
        return Value;
    }
}
