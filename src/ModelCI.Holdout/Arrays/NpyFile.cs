using ModelCI.Core.Items;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Arrays;

/// <summary>Reads a .npy file as a column of features, the leading axis being the items.</summary>
internal static class NpyFile
{
    public static NumericColumn Read(string name, HoldoutFile file, Unsealer unsealer)
    {
        using var stream = unsealer.Open(file, SealedKind.Items);
        return file.Guard(() => Read(name, file, stream));
    }

    private static NumericColumn Read(string name, HoldoutFile file, Stream stream)
    {
        var header = NpyHeaderReader.Read(file, stream);
        var shape = CheckShape(file, header);
        var size = CheckSize(file, header, stream.Length);
        var rowShape = shape.Skip(1).ToArray();
        if (header.IsItemOrder && stream is FileStream plain) return new MappedColumn(name, header.Type, shape[0], rowShape, plain, header.DataOffset);

        if (size > Array.MaxLength) throw file.IsSealed ? SealingProblems.ArrayTooLarge(file.Written) : HoldoutProblems.TooLargeToRearrange(file.Written);
        var bytes = new byte[size];
        stream.ReadExactly(bytes);
        var elementBytes = NumericColumn.SizeOf(header.Type);
        if (header.IsBigEndian) ItemOrder.ReverseElements(bytes, elementBytes);
        if (header.IsFortranOrder) bytes = ItemOrder.FromFortran(bytes, shape, elementBytes);
        if (header.Type == ElementType.Bool) Booleans.Normalise(bytes);
        return new MemoryColumn(name, header.Type, shape[0], rowShape, bytes);
    }

    private static int[] CheckShape(HoldoutFile file, NpyHeader header)
    {
        if (header.Shape.Count == 0) throw HoldoutProblems.NoItemAxis(file.Written);
        if (header.Shape[0] == 0) throw HoldoutProblems.NoItems(file.Written);
        if (header.Shape.Contains(0)) throw HoldoutProblems.EmptyAxis(file.Written, header.Shape);
        if (header.Shape[0] > Array.MaxLength || Bytes(header, header.Shape.Skip(1)) > Array.MaxLength)
        {
            throw HoldoutProblems.ShapeTooLarge(file.Written, header.Shape);
        }
        return [.. header.Shape.Select(axis => (int)axis)];
    }

    // A wrong size means a cut or damaged download, or a header that is not this data's.
    private static long CheckSize(HoldoutFile file, NpyHeader header, long fileBytes)
    {
        var expected = Bytes(header, header.Shape);
        var found = fileBytes - header.DataOffset;
        return expected == found ? found : throw HoldoutProblems.WrongSize(file.Written, expected, found);
    }

    // Saturates, because a header may hold any number: two of at most 2^63 multiply within 128 bits.
    private static long Bytes(NpyHeader header, IEnumerable<long> axes) =>
        (long)axes.Aggregate((Int128)NumericColumn.SizeOf(header.Type), (product, axis) => Int128.Min(product * axis, long.MaxValue));
}
