using ModelCI.Core.Items;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Arrays;

/// <summary>What a .npy file's header says, checked against the file.</summary>
/// <param name="Header">As read.</param>
/// <param name="Shape">All axes, the items' first.</param>
/// <param name="Bytes">Of all elements.</param>
internal sealed record NpyArray(NpyHeader Header, int[] Shape, long Bytes)
{
    public int ElementBytes => NumericColumn.SizeOf(Header.Type);

    public int RowBytes => (int)(Bytes / Shape[0]);

    public int[] RowShape => Shape[1..];

    /// <param name="stream">At the beginning of the file.</param>
    /// <param name="fileBytes">How long the file is.</param>
    public static NpyArray Read(HoldoutFile file, Stream stream, long fileBytes)
    {
        var header = NpyHeaderReader.Read(file, stream);
        var shape = CheckShape(file, header);
        return new NpyArray(header, shape, CheckSize(file, header, fileBytes));
    }

    private static int[] CheckShape(HoldoutFile file, NpyHeader header)
    {
        if (header.Shape.Count == 0) throw HoldoutProblems.NoItemAxis(file.Written);
        if (header.Shape[0] == 0) throw HoldoutProblems.NoItems(file.Written);
        if (header.Shape.Contains(0)) throw HoldoutProblems.EmptyAxis(file.Written, header.Shape);
        if (header.Shape[0] > Array.MaxLength || SizeOf(header, header.Shape.Skip(1)) > Array.MaxLength)
        {
            throw HoldoutProblems.ShapeTooLarge(file.Written, header.Shape);
        }
        return [.. header.Shape.Select(axis => (int)axis)];
    }

    // A wrong size means a cut or damaged download, or a header that is not this data's.
    private static long CheckSize(HoldoutFile file, NpyHeader header, long fileBytes)
    {
        var expected = SizeOf(header, header.Shape);
        var found = fileBytes - header.DataOffset;
        return expected == found ? found : throw HoldoutProblems.WrongSize(file.Written, expected, found);
    }

    // Saturates, because a header may hold any number: two of at most 2^63 multiply within 128 bits.
    private static long SizeOf(NpyHeader header, IEnumerable<long> axes) =>
        (long)axes.Aggregate((Int128)NumericColumn.SizeOf(header.Type), (product, axis) => Int128.Min(product * axis, long.MaxValue));
}
