using System.IO.Compression;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>Whether a gzip file is whole. DuckDB looks neither at checksums nor at whether the end is there: a cut file would be a smaller test set.</summary>
internal static class GzipFile
{
    private const int BufferBytes = 1 << 17;

    // A member that is read only if all members before it were read to their end. What follows it in a file that is cut off is taken for the rest of that one.
    private static readonly byte[] Mark = "modelci.end-of-file/1"u8.ToArray();

    /// <exception cref="Core.Problems.ModelCIException">MCI3092: it is cut off, damaged or something else.</exception>
    public static void Check(HoldoutFile file, string compression)
    {
        if (!IsWhole(file)) throw TableProblems.NotCompressed(file.Written, compression);
    }

    private static bool IsWhole(HoldoutFile file) => file.Guard(() =>
    {
        using var content = file.Open();
        using var marked = new FollowedBy(content, Member(Mark));
        using var unpacked = new GZipStream(marked, CompressionMode.Decompress);
        var (buffer, kept) = (new byte[BufferBytes], 0);
        try
        {
            while (unpacked.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
            {
                // The last bytes stay, at the buffer's start.
                var filled = kept + read;
                kept = Math.Min(filled, Mark.Length);
                buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
            }
            return buffer.AsSpan(0, kept).SequenceEqual(Mark);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    });

    private static byte[] Member(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest)) packed.Write(content);
        return bytes.ToArray();
    }

    /// <summary>One stream, and bytes behind it.</summary>
    private sealed class FollowedBy(Stream first, byte[] rest) : Stream
    {
        private readonly MemoryStream _rest = new(rest);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and var read ? read : _rest.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) _rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
