using System.Buffers;
using System.Diagnostics;
using ModelCI.Core.Items;
using ModelCI.Inference;
using ModelCI.Inference.Client;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;
using ModelCI.Inference.Worker;

namespace ModelCI.Benchmarks.Inference;

/// <summary>The worker's code without its process: the same frames, tensors and answers, of the same items, handed over in memory.</summary>
internal sealed class InProcessRuns : IDisposable
{
    private readonly ItemPool _items;
    private readonly WorkerService _service;
    private readonly BlockEncoder _encoder;
    private readonly int _batchRows;
    private readonly Pass _secondRun;

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
        _encoder = new BlockEncoder(new BatchEncoder(binding.Columns), null);
        _batchRows = BatchSizes.Whole(binding);
        var sample = SampleCheck.RowsOf(items.Count);
        _secondRun = new SampleCheck(sample, [], sample, binding, _batchRows).SecondRun;
    }

    /// <summary>Rows per batch that the gate chose.</summary>
    public int BatchRows => _batchRows;

    public TimeSpan Time()
    {
        var watch = Stopwatch.StartNew();
        Run([.. Enumerable.Range(0, _items.Count)], _batchRows);
        Run(_secondRun.Rows, _secondRun.BatchSize);
        return watch.Elapsed;
    }

    public void Dispose() => _service.Dispose();

    private static ModelDescription Describe(ModelSource source)
    {
        using var session = OnnxEnvironment.Load(source.FilePath);
        return OnnxTypes.Describe(session);
    }

    private void Run(int[] rows, int batchSize)
    {
        var batches = new List<int>();
        for (var start = 0; start < rows.Length; start += batches.Sum()) Handle(FrameType.Predict, _encoder.Encode(rows.AsSpan(start), batchSize, batches));
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
