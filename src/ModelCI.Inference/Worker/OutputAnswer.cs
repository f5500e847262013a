using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>What one output says about a batch.</summary>
/// <param name="isNeeded">Whether the run ends where the output is not what was planned; else it is left out.</param>
internal abstract class OutputAnswer(OutputPlan plan, bool isNeeded)
{
    private bool _isAbsent;

    protected OutputPlan Plan { get; } = plan;

    protected bool IsNeeded { get; } = isNeeded;

    /// <exception cref="WorkerFault">The output does not answer for every item.</exception>
    public void Add(OrtValue output, int runRows, int usedRows)
    {
        if (_isAbsent) return;
        var problem = ProblemOf(output, runRows);
        if (problem is null) Read(output, usedRows);
        else if (IsNeeded) throw problem;
        else _isAbsent = true;
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(!_isAbsent);
        if (!_isAbsent) Write(writer);
    }

    protected abstract void Read(OrtValue output, int rows);

    protected abstract void Write(BinaryWriter writer);

    protected static ReadOnlySpan<T> Elements<T>(OrtValue output, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(output.GetTensorMutableRawData())[..count];

    /// <summary>The slot is known to whoever catches it.</summary>
    protected WorkerFault Fault(FaultKind kind, string detail) => new(kind, 0, Plan.Name, detail);

    private WorkerFault? ProblemOf(OrtValue output, int rows)
    {
        var information = output.GetTensorTypeAndShape();
        var shape = information.Shape;
        if (shape.Length > 0 && shape[0] != rows) return Fault(FaultKind.LeadingAxis, $"{Text()} for {rows} rows");
        // A model of one row per run may leave the batch axis out.
        var isValue = shape.Length == 1 || (shape.Length == 0 && rows == 1);
        var fits = isValue ? Plan.Columns == 1 : shape.Length == 2 && shape[1] == Plan.Columns;
        if (fits && information.ElementDataType == OnnxTypes.Of(Plan.Type)) return null;
        return Fault(Plan.Kind == OutputKind.Number ? FaultKind.NumberShape : FaultKind.OutputShape, Text());

        string Text() => $"[{string.Join(',', shape)}]";
    }
}
