using System.Buffers.Binary;
using ModelCI.Core.Items;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>Where the columns of one batch lie in the bytes of a block. Valid as long as these.</summary>
internal sealed class Batch
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int[] _starts;
    private readonly int[]?[] _texts;

    /// <param name="bytes">Begin with the batch.</param>
    /// <param name="rowsPerRun">Tensors are asked for in multiples of these: the last one is filled up with copies of the last row.</param>
    public Batch(ReadOnlyMemory<byte> bytes, IReadOnlyList<WireColumn> columns, IEnumerable<int> rowsPerRun)
    {
        _bytes = bytes;
        Rows = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        PaddedRows = rowsPerRun.Select(rows => (Rows + rows - 1) / rows * rows).Append(Rows).Max();
        _starts = new int[columns.Count + 1];
        _texts = new int[columns.Count][];
        _starts[0] = sizeof(int);
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            if (column.Type == ElementType.String) _starts[index + 1] = FindTexts(index);
            else _starts[index + 1] = _starts[index] + Rows * column.ElementsPerRow * NumericColumn.SizeOf(column.Type);
        }
    }

    public int Rows { get; }

    public int PaddedRows { get; }

    /// <summary>Bytes of the batch: where the next one begins.</summary>
    public int Length => _starts[^1];

    public ReadOnlySpan<byte> Numbers(int column) => _bytes.Span[_starts[column].._starts[column + 1]];

    public ReadOnlySpan<byte> Text(int column, int row)
    {
        var text = _bytes.Span[_texts[column]![row]..];
        return text.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(text));
    }

    private int FindTexts(int column)
    {
        var starts = new int[Rows];
        var bytes = _bytes.Span;
        var position = _starts[column];
        for (var row = 0; row < Rows; row++)
        {
            starts[row] = position;
            position += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(bytes[position..]);
        }
        _texts[column] = starts;
        return position;
    }
}
