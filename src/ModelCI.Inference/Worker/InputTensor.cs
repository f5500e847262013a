using Microsoft.ML.OnnxRuntime;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>A model input made from the columns of a batch; made once per batch, whichever models share it.</summary>
internal abstract class InputTensor(ConversionPlan plan) : IDisposable
{
    protected ConversionPlan Plan { get; } = plan;

    protected int ElementsPerRow { get; } = plan.RowShape.Aggregate(1, (product, dimension) => product * dimension);

    protected OrtValue? Value { get; set; }

    /// <summary>Rows from <paramref name="start"/>; beyond the end of the batch its last row again. Valid until the next call.</summary>
    /// <exception cref="WorkerFault">A value does not fit the input's type.</exception>
    public abstract OrtValue Rows(Batch batch, int start, int count);

    public void Dispose() => Value?.Dispose();

    protected long[] ShapeOf(int count) => [count, .. Plan.RowShape.Select(dimension => (long)dimension)];
}
