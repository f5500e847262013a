using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;

namespace ModelCI.Core.Accounting;

/// <summary>Pins what is known of the whole pool without labels before any label is read: both models' answers, and the slices.</summary>
public sealed class PredictionDigest : IDisposable
{
    private const int Room = 1 << 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[Room];
    private readonly PredictionTask _task;
    private readonly IReadOnlyList<int> _sliceBits;
    private int _filled;

    private PredictionDigest(PredictionTask task, IReadOnlyList<int> sliceBits)
    {
        _task = task;
        _sliceBits = sliceBits;
    }

    /// <summary>
    /// SHA-256, lower-case hex, over every item in reading order: its id and both answers, classes by their indices, numbers by their bits;
    /// where there are any, also its slices and both rankings.
    /// </summary>
    /// <param name="ids">By row.</param>
    /// <param name="order">The reading order.</param>
    /// <param name="predictions">In reading order.</param>
    /// <param name="task">What the predictions index.</param>
    /// <param name="sliceBits">Bits of the slices that the condition speaks of, in ordinal order of their names; empty for none.</param>
    public static string Of(IReadOnlyList<string> ids, ReadingOrder order, IPairedPredictions predictions, PredictionTask task, IReadOnlyList<int> sliceBits)
    {
        using var digest = new PredictionDigest(task, sliceBits);
        digest.AddKind();
        for (var position = 0; position < predictions.Count; position++) digest.Add(ids[order.RowAt(position)], predictions.Read(position));
        digest.Flush();
        return Convert.ToHexStringLower(digest._hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    // Classes alone came first and are not announced: digests in earlier entries stay what they are.
    private void AddKind()
    {
        if (_task.Numbers is null && _task.Rankings is null && _sliceBits.Count == 0) return;
        Add(string.Create(CultureInfo.InvariantCulture, $"numbers {_task.IsRegression}, ranking {_task.Rankings?.Depth ?? 0}, slices {_sliceBits.Count}\n"));
    }

    private void Add(string id, PairedPrediction prediction)
    {
        Add(Encoding.UTF8.GetByteCount(id));
        if (_task.Numbers is { } numbers)
        {
            // Not the indices: these depend on which numbers were met first, labels among them.
            Add(BitConverter.DoubleToInt64Bits(numbers[prediction.Candidate]));
            Add(BitConverter.DoubleToInt64Bits(numbers[prediction.Baseline]));
        }
        else
        {
            Add(prediction.Candidate);
            Add(prediction.Baseline);
        }
        if (_sliceBits.Count > 0) Add((long)SlicesOf(prediction));
        if (_task.Rankings is { } rankings)
        {
            foreach (var index in rankings[prediction.CandidateRanking]) Add(index);
            foreach (var index in rankings[prediction.BaselineRanking]) Add(index);
        }
        Add(id);
    }

    private ulong SlicesOf(PairedPrediction prediction)
    {
        var members = 0UL;
        for (var slice = 0; slice < _sliceBits.Count; slice++) members |= (prediction.Slices >> _sliceBits[slice] & 1) << slice;
        return members;
    }

    private void Add(int number)
    {
        Reserve(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_filled), number);
        _filled += sizeof(int);
    }

    private void Add(long number)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_filled), number);
        _filled += sizeof(long);
    }

    private void Add(string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > Room)
        {
            Flush();
            _hash.AppendData(Encoding.UTF8.GetBytes(text));
            return;
        }
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _filled += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_filled));
    }

    private void Reserve(int bytes)
    {
        if (_filled + bytes > Room) Flush();
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _filled);
        _filled = 0;
    }
}
