using Microsoft.ML.OnnxRuntime;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>What one model says about a batch, output by output.</summary>
internal sealed class Answer
{
    private readonly int _slot;
    private readonly int _rows;
    private readonly OutputAnswer[] _outputs;

    /// <param name="constants">For each output of the plan.</param>
    public Answer(SlotPlan plan, int rows, IReadOnlyList<ConstantRow> constants)
    {
        (_slot, _rows) = (plan.Slot, rows);
        _outputs = [.. plan.Outputs.Select((output, index) => For(output, index == 0, rows, constants[index]))];
    }

    /// <param name="values">In the order of the plan's outputs.</param>
    /// <param name="runRows">Rows of the run; those after <paramref name="usedRows"/> are padding.</param>
    /// <exception cref="WorkerFault">An output does not answer for every item.</exception>
    public void Add(IReadOnlyList<OrtValue> values, int runRows, int usedRows)
    {
        for (var index = 0; index < _outputs.Length; index++)
        {
            try
            {
                _outputs[index].Add(values[index], runRows, usedRows);
            }
            catch (WorkerFault fault)
            {
                throw new WorkerFault(fault.Kind, _slot, fault.Name, fault.Detail);
            }
        }
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(_slot);
        writer.Write(_rows);
        foreach (var output in _outputs) output.WriteTo(writer);
    }

    private static OutputAnswer For(OutputPlan plan, bool isNeeded, int rows, ConstantRow constant) => plan.Kind switch
    {
        OutputKind.Label => new LabelAnswer(plan, isNeeded, rows),
        OutputKind.Scores => new ScoresAnswer(plan, isNeeded, rows, constant),
        OutputKind.Threshold => new ThresholdAnswer(plan, rows, constant),
        _ => new NumberAnswer(plan, rows, constant),
    };
}
