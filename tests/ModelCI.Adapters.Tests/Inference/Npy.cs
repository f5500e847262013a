using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ModelCI.Core.Items;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Reads the .npy files of the shared data: version 1, C order.</summary>
internal static partial class Npy
{
    public static ArrayColumn Read(string path, string name)
    {
        var bytes = File.ReadAllBytes(path);
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var header = Encoding.ASCII.GetString(bytes.AsSpan(10, start - 10));
        var type = Description().Match(header).Groups[1].Value switch
        {
            "|u1" => ElementType.UInt8,
            "<i8" => ElementType.Int64,
            "<f4" => ElementType.Float32,
            var other => throw new NotSupportedException(other),
        };
        var shape = Shape().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => int.Parse(size, CultureInfo.InvariantCulture));
        return new ArrayColumn(name, type, [.. shape.Skip(1)], bytes[start..]);
    }

    public static int[] ReadLabels(string path)
    {
        var column = Read(path, "labels");
        var row = new byte[column.RowBytes];
        return [.. Enumerable.Range(0, column.Rows).Select(Label)];

        int Label(int index)
        {
            column.CopyRow(index, row);
            return (int)BinaryPrimitives.ReadInt64LittleEndian(row);
        }
    }

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex Description();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();
}
