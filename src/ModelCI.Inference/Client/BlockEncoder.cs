using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>
/// Packs batches, one after the other, into a block that crosses to the worker as one message: in shared memory or, where there is none or a
/// single batch is larger than a block of it, in the message itself.
/// </summary>
internal sealed class BlockEncoder(BatchEncoder encoder, SharedMemory? shared)
{
    // Of a batch that has more than one row: how long its texts are is known only now.
    private const long MostBatchBytes = 32 << 20;

    private byte[] _message = new byte[BlockPlace.Bytes];
    private int _turn;

    /// <summary>The message for as many of the rows as a block takes, at least one batch; valid until the next call.</summary>
    /// <param name="batchSize">Rows per batch; the last one has what is left, and those of very long texts have fewer.</param>
    /// <param name="batches">Gets the rows of every batch in the block.</param>
    /// <remarks>What is in shared memory is written over after <see cref="SharedMemory.Blocks"/> calls.</remarks>
    /// <exception cref="OverflowException">A row is larger than an array can be.</exception>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<int> rows, int batchSize, List<int> batches)
    {
        batches.Clear();
        var least = First(rows, batchSize).Bytes;
        if (shared is null || least > SharedMemory.BlockBytes)
        {
            Array.Resize(ref _message, Math.Max(_message.Length, BlockPlace.Bytes + Math.Max(least, SharedMemory.BlockBytes)));
            var length = Fill(_message.AsSpan(BlockPlace.Bytes), rows, batchSize, batches);
            new BlockPlace(BlockPlace.Inline, length).WriteTo(_message);
            return _message.AsSpan(0, BlockPlace.Bytes + length);
        }
        var start = _turn * SharedMemory.BlockBytes;
        _turn = (_turn + 1) % SharedMemory.Blocks;
        new BlockPlace(start, Fill(shared.GetSpan().Slice(start, SharedMemory.BlockBytes), rows, batchSize, batches)).WriteTo(_message);
        return _message.AsSpan(0, BlockPlace.Bytes);
    }

    private int Fill(Span<byte> block, ReadOnlySpan<int> rows, int batchSize, List<int> batches)
    {
        var used = 0;
        while (!rows.IsEmpty)
        {
            var (count, bytes) = First(rows, batchSize);
            if (used + bytes > block.Length) break;
            encoder.Encode(rows[..count], block.Slice(used, bytes));
            used += bytes;
            batches.Add(count);
            rows = rows[count..];
        }
        return used;
    }

    private (int Rows, int Bytes) First(ReadOnlySpan<int> rows, int batchSize)
    {
        var count = Math.Min(batchSize, rows.Length);
        var bytes = encoder.SizeOf(rows[..count]);
        while (bytes > MostBatchBytes && count > 1)
        {
            count /= 2;
            bytes = encoder.SizeOf(rows[..count]);
        }
        return (count, checked((int)bytes));
    }
}
