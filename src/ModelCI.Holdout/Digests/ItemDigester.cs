using System.Security.Cryptography;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Digests;

/// <summary>Digests items, a block of neighbouring rows at a time. For one thread.</summary>
internal sealed class ItemDigester(ItemIds ids, IReadOnlyList<DigestedColumn> columns) : IDisposable
{
    private readonly DigestWriter _item = new();
    private byte[] _block = [];

    /// <param name="first">The first row.</param>
    /// <param name="digests"><see cref="ItemPool.DigestBytes"/> for each row.</param>
    public void Digest(int first, Span<byte> digests)
    {
        var rows = digests.Length / ItemPool.DigestBytes;
        Read(first, rows);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        for (var row = 0; row < rows; row++)
        {
            var id = ids.Utf8(first + row);
            _item.Write(id.Length);
            _item.Write(id);
            var start = 0;
            foreach (var column in columns)
            {
                column.Write(first + row, _block.AsSpan(start + (row * column.RowBytes), column.RowBytes), _item);
                start += rows * column.RowBytes;
            }
            _item.Finish(digest);
            digest[..ItemPool.DigestBytes].CopyTo(digests[(row * ItemPool.DigestBytes)..]);
        }
    }

    public void Dispose() => _item.Dispose();

    private void Read(int first, int rows)
    {
        var bytes = rows * columns.Sum(column => column.RowBytes);
        if (_block.Length < bytes) _block = new byte[bytes];
        var start = 0;
        foreach (var column in columns)
        {
            column.Read(first, _block.AsSpan(start, rows * column.RowBytes));
            start += rows * column.RowBytes;
        }
    }
}
