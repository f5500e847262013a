using System.Buffers;
using System.Diagnostics;
using ModelCI.Core.Items;
using ModelCI.Inference;
using ModelCI.Inference.Client;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;
using ModelCI.Inference.Worker;

namespace ModelCI.Benchmarks.Inference;

/// <summary>The worker's code without its process: the same frames, tensors and answers, handed over in memory.</summary>
internal sealed class InProcessRuns : IDisposable
{
    private readonly ItemPool _items;
    private readonly WorkerService _service;
    private readonly BatchEncoder _encoder;
    private readonly int _batchRows;

    public InProcessRuns(ItemPool items, IReadOnlyList<string> models)
    {
        _items = items;
        _service = new WorkerService(new FrameChannel(Stream.Null, Stream.Null));
        var sources = models.Select(model => Models.Source(model)).ToArray();
        for (var slot = 0; slot < sources.Length; slot++)
        {
            var (index, path) = (slot, sources[slot].FilePath);
            Handle(FrameType.Load, writer =>
            {
                writer.Write(index);
                writer.Write(path);
            });
        }
        var binding = PairBinding.Create(sources.Select((source, slot) => (slot, source, Describe(source))), items, new PredictionTask(Models.Classes));
        Handle(FrameType.Bind, writer => MessageFormat.Write(writer, binding.Plan));
        _encoder = new BatchEncoder(binding.Columns);
        _batchRows = BatchSizes.Whole(binding);
    }

    /// <summary>Rows per batch that the gate chose.</summary>
    public int BatchRows => _batchRows;

    public TimeSpan Time()
    {
        var watch = Stopwatch.StartNew();
        var rows = Enumerable.Range(0, _items.Count).ToArray();
        for (var start = 0; start < rows.Length; start += _batchRows)
            Handle(FrameType.Predict, _encoder.Encode(rows.AsSpan(start, Math.Min(_batchRows, rows.Length - start))));
        return watch.Elapsed;
    }

    public void Dispose() => _service.Dispose();

    private static ModelDescription Describe(ModelSource source)
    {
        using var session = OnnxEnvironment.Load(source.FilePath);
        return OnnxTypes.Describe(session);
    }

    private void Handle(FrameType type, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        Handle(type, stream.ToArray());
    }

    private void Handle(FrameType type, ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(buffer);
        using var frame = new Frame(type, buffer, payload.Length);
        _service.Handle(frame);
    }
}
