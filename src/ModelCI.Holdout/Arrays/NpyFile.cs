using ModelCI.Core.Items;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Spooling;

namespace ModelCI.Holdout.Arrays;

/// <summary>Reads a .npy file as a column of features, the leading axis being the items.</summary>
internal static class NpyFile
{
    // Rows that are rearranged together: the more there are, the longer the runs in which their elements are read.
    private const int BlockBytes = 16 << 20;

    public static NumericColumn Read(string name, HoldoutFile file, Unsealer unsealer)
    {
        using var stream = unsealer.Open(file, SealedKind.Items);
        return file.Guard(() =>
        {
            var array = NpyArray.Read(file, stream, stream.Length);
            return stream is FileStream plain ? InFile(name, file, array, plain, 0) : FromStream(name, file, array, stream);
        });
    }

    /// <summary>An array that lies in a file as it is: it stays there, or is rearranged.</summary>
    /// <param name="start">Where in the file the array's header begins.</param>
    public static NumericColumn InFile(string name, HoldoutFile file, NpyArray array, FileStream stream, long start)
    {
        var mapping = new Mapping(stream);
        var offset = start + array.Header.DataOffset;
        if (array.Header.IsItemOrder) return new MappedColumn(name, array.Header.Type, array.Shape[0], array.RowShape, mapping, offset);
        return Rearranged(name, file, array, (from, bytes) => mapping.CopyTo(offset + from, bytes));
    }

    /// <summary>An array that comes out of a stream, once, forwards.</summary>
    /// <param name="stream">Behind the array's header.</param>
    public static NumericColumn FromStream(string name, HoldoutFile file, NpyArray array, Stream stream)
    {
        using var spool = new Spool(file, array.Bytes);
        var rows = new NumberSpooler(spool, array.RowBytes);
        for (var left = array.Bytes; left > 0;)
        {
            var free = rows.Free[..(int)Math.Min(rows.Free.Length, left)];
            stream.ReadExactly(free);
            // Elements in Fortran order are no rows yet, but as many bytes.
            if (array.Header.Type == ElementType.Bool) Booleans.Normalise(free);
            rows.Advance(free.Length);
            left -= free.Length;
        }
        var column = rows.Finish(name, array.Header.Type, array.RowShape);
        spool.Complete();
        return array.Header.IsItemOrder ? column : Rearranged(name, file, array, (from, bytes) => CopyBytes(column, from, bytes));
    }

    /// <param name="source">The array as it was written.</param>
    private static SpooledNumbers Rearranged(string name, HoldoutFile file, NpyArray array, ByteSource source)
    {
        using var spool = new Spool(file, array.Bytes);
        var column = new NumberSpooler(spool, array.RowBytes);
        var (elementBytes, perBlock) = (array.ElementBytes, Math.Clamp(BlockBytes / array.RowBytes, 1, array.Shape[0]));
        var block = new byte[perBlock * array.RowBytes];
        var run = new byte[perBlock * elementBytes];
        for (var first = 0; first < array.Shape[0]; first += perBlock)
        {
            var count = Math.Min(perBlock, array.Shape[0] - first);
            var rows = block.AsSpan(0, count * array.RowBytes);
            if (array.Header.IsFortranOrder) ItemOrder.FromFortran(array.Shape, elementBytes, first, source, rows, run.AsSpan(0, count * elementBytes));
            else source((long)first * array.RowBytes, rows);
            if (array.Header.IsBigEndian) ItemOrder.ReverseElements(rows, elementBytes);
            if (array.Header.Type == ElementType.Bool) Booleans.Normalise(rows);
            column.Add(rows);
        }
        var finished = column.Finish(name, array.Header.Type, array.RowShape);
        spool.Complete();
        return finished;
    }

    private static void CopyBytes(SpooledNumbers column, long from, Span<byte> destination)
    {
        var row = new byte[column.RowBytes];
        while (destination.Length > 0)
        {
            column.CopyRow((int)(from / row.Length), row);
            var part = row.AsSpan((int)(from % row.Length));
            part = part[..Math.Min(part.Length, destination.Length)];
            part.CopyTo(destination);
            destination = destination[part.Length..];
            from += part.Length;
        }
    }
}
