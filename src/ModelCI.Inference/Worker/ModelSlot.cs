using Microsoft.ML.OnnxRuntime;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>One loaded model.</summary>
internal sealed class ModelSlot(int index, InferenceSession session) : IDisposable
{
    private readonly List<OrtValue> _values = [];
    private SlotPlan? _plan;
    private IReadOnlyList<InputTensor> _tensors = [];
    private string[] _outputs = [];
    private ConstantRow[] _constants = [];

    public int Index => index;

    public ModelDescription Describe() => OnnxTypes.Describe(session);

    /// <param name="tensors">All tensors of the plan.</param>
    public void Bind(SlotPlan plan, IReadOnlyList<InputTensor> tensors)
    {
        _plan = plan;
        _tensors = [.. plan.Conversions.Select(conversion => tensors[conversion])];
        _outputs = [.. plan.Outputs.Select(output => output.Name)];
        _constants = [.. plan.Outputs.Select(_ => new ConstantRow())];
    }

    /// <summary>Runs the whole batch, in several runs where the model insists on a number of rows.</summary>
    /// <exception cref="WorkerFault">An item or the model is at fault.</exception>
    public Answer Predict(Batch batch, RunOptions options)
    {
        var plan = _plan ?? throw new InvalidDataException("a batch before the plan");
        var answer = new Answer(plan, batch.Rows, _constants);
        var step = plan.FixedRows ?? batch.Rows;
        for (var start = 0; start < batch.Rows; start += step)
        {
            Collect(plan, batch, start, step);
            try
            {
                using var outputs = session.Run(options, (IReadOnlyCollection<string>)plan.Inputs, _values, _outputs);
                answer.Add(outputs, step, Math.Min(step, batch.Rows - start));
            }
            catch (OnnxRuntimeException error)
            {
                throw new WorkerFault(OnnxRuntimeText.IsOutOfMemory(error.Message) ? FaultKind.Memory : FaultKind.Run, index, "", error.Message);
            }
        }
        return answer;
    }

    public void Dispose() => session.Dispose();

    private void Collect(SlotPlan plan, Batch batch, int start, int count)
    {
        _values.Clear();
        for (var input = 0; input < _tensors.Count; input++)
        {
            try
            {
                _values.Add(_tensors[input].Rows(batch, start, count));
            }
            catch (WorkerFault fault)
            {
                throw new WorkerFault(fault.Kind, index, plan.Inputs[input], fault.Detail);
            }
        }
    }
}
