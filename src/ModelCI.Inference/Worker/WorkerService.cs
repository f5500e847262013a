using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>Answers the gate's requests one after the other.</summary>
internal sealed class WorkerService : IDisposable
{
    // Of an answer, for the sake of fewer wake-ups. The gate, which waits for each, allows for more than that beyond the time limit.
    private static readonly TimeSpan MostDelay = TimeSpan.FromMilliseconds(20);

    private readonly FrameChannel _channel;
    private readonly SortedDictionary<int, ModelSlot> _slots = [];
    private readonly RunOptions _runOptions;
    private TimeLimit? _time;
    private SharedMemory? _shared;
    private BindPlan? _plan;
    private List<InputTensor> _tensors = [];
    private long _itemsInferred;

    public WorkerService(FrameChannel channel)
    {
        _channel = channel;
        OnnxEnvironment.Start();
        _runOptions = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    }

    public void Handle(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Begin: Begin(frame.Reader()); break;
            case FrameType.Load: Load(frame.Reader()); break;
            case FrameType.Bind: Bind(MessageFormat.ReadBindPlan(frame.Reader())); break;
            case FrameType.Predict: Predict(frame); break;
            case FrameType.Count: _channel.Send(FrameType.Counted, writer => writer.Write(_itemsInferred)); break;
            default: throw new InvalidDataException("not a request");
        }
    }

    /// <summary>Ends a run in progress: nobody waits for its answer.</summary>
    public void Abort() => _runOptions.Terminate = true;

    public void Dispose()
    {
        _time?.Dispose();
        ((IDisposable?)_shared)?.Dispose();
        foreach (var slot in _slots.Values) slot.Dispose();
        foreach (var tensor in _tensors) tensor.Dispose();
    }

    private void Begin(BinaryReader reader)
    {
        if (reader.ReadInt32() != FrameChannel.Version) throw new WorkerFault(FaultKind.Version, 0, "", "");
        ProcessLimits.Set(reader.ReadInt64());
        _time = new TimeLimit(_runOptions, reader.ReadDouble());
        if (reader.ReadInt32() is > 0 and var file) _shared = SharedMemory.Open(file);
    }

    private void Load(BinaryReader reader)
    {
        var index = reader.ReadInt32();
        try
        {
            var slot = new ModelSlot(index, OnnxEnvironment.Load(reader.ReadString()));
            _slots[index] = slot;
            var description = slot.Describe();
            _channel.Send(FrameType.Loaded, writer =>
            {
                writer.Write(OrtEnv.Instance().GetVersionString());
                MessageFormat.Write(writer, description);
            });
        }
        catch (OnnxRuntimeException error)
        {
            throw new WorkerFault(OnnxRuntimeText.IsOutOfMemory(error.Message) ? FaultKind.Memory : FaultKind.Load, index, "", error.Message);
        }
    }

    private void Bind(BindPlan plan)
    {
        _plan = plan;
        _tensors = [.. plan.Conversions.Select(Tensor)];
        foreach (var index in _slots.Keys.Except(plan.Slots.Select(slot => slot.Slot)).ToArray())
        {
            _slots[index].Dispose();
            _slots.Remove(index);
        }
        foreach (var slot in plan.Slots) _slots[slot.Slot].Bind(slot, _tensors);

        InputTensor Tensor(ConversionPlan conversion) =>
            conversion.Target == ElementType.String ? new TextTensor(conversion) : new NumericTensor(conversion, plan.Columns);
    }

    private void Predict(Frame frame)
    {
        var plan = _plan ?? throw new InvalidDataException("a batch before the plan");
        var bytes = BlockPlace.Find(frame.Payload, _shared);
        var sent = Stopwatch.GetTimestamp();
        while (!bytes.IsEmpty)
        {
            var batch = new Batch(bytes, plan.Columns, plan.Slots.Select(slot => slot.FixedRows).OfType<int>());
            foreach (var slot in _slots.Values)
            {
                var answer = Predict(slot, batch);
                _channel.Write(FrameType.Predicted, answer.WriteTo);
                if (Stopwatch.GetElapsedTime(sent) < MostDelay) continue;
                _channel.Flush();
                sent = Stopwatch.GetTimestamp();
            }
            _itemsInferred += batch.Rows;
            bytes = bytes[batch.Length..];
        }
        _channel.Flush();
    }

    private Answer Predict(ModelSlot slot, Batch batch)
    {
        try
        {
            _time?.Begin();
            var answer = slot.Predict(batch, _runOptions);
            return _time is { IsReached: true } ? throw new WorkerFault(FaultKind.Time, slot.Index, "", "") : answer;
        }
        catch (WorkerFault fault) when (_time is { IsReached: true })
        {
            throw new WorkerFault(FaultKind.Time, fault.Slot, "", "");
        }
        finally
        {
            _time?.End();
        }
    }
}
