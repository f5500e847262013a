using System.Buffers.Binary;
using ModelCI.Core.Items;
using ModelCI.Holdout.Arrays;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class NpyFileTests : HoldoutFixture
{
    [TestCase("f2", ElementType.Float16, 2)]
    [TestCase("f4", ElementType.Float32, 4)]
    [TestCase("f8", ElementType.Float64, 8)]
    [TestCase("i1", ElementType.Int8, 1)]
    [TestCase("i2", ElementType.Int16, 2)]
    [TestCase("i4", ElementType.Int32, 4)]
    [TestCase("i8", ElementType.Int64, 8)]
    [TestCase("u1", ElementType.UInt8, 1)]
    [TestCase("u2", ElementType.UInt16, 2)]
    [TestCase("u4", ElementType.UInt32, 4)]
    [TestCase("u8", ElementType.UInt64, 8)]
    public void Read_EveryElementType_InBothByteOrders(string code, ElementType type, int size)
    {
        var data = Enumerable.Range(0, 6 * size).Select(value => (byte)value).ToArray();
        var reversed = data.Chunk(size).SelectMany(element => element.Reverse()).ToArray();
        var little = Read(Npy.Of(size == 1 ? $"|{code}" : $"<{code}", "(3, 2)", data));
        var big = Read(Npy.Of($">{code}", "(3, 2)", reversed));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((little.Type, little.Rows, little.RowBytes), Is.EqualTo((type, 3, 2 * size)));
            Assert.That(little.RowShape, Is.EqualTo(new[] { 2 }));
            Assert.That(Row(little, 1), Is.EqualTo(data[(2 * size)..(4 * size)]));
            Assert.That(Row(big, 1), Is.EqualTo(data[(2 * size)..(4 * size)]));
        }
    }

    [Test]
    public void Read_Booleans_AreZeroOrOne()
    {
        Assert.That(Row(Read(Npy.Of<byte>("|b1", "(2, 3)", 0, 1, 0, 1, 7, 0)), 1), Is.EqualTo(new byte[] { 1, 1, 0 }));
    }

    [Test]
    public void Read_FortranOrder_GivesTheSameRows()
    {
        // numpy.arange(24).reshape(4, 2, 3) as uint16, written in the order of its first axis.
        var values = new List<ushort>();
        for (var k = 0; k < 3; k++)
        {
            for (var j = 0; j < 2; j++)
            {
                for (var i = 0; i < 4; i++) values.Add((ushort)(i * 6 + j * 3 + k));
            }
        }
        var data = values.SelectMany(BitConverter.GetBytes).ToArray();
        var column = Read(Npy.Bytes("{'descr': '<u2', 'fortran_order': True, 'shape': (4, 2, 3), }", data));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(column.RowShape, Is.EqualTo(new[] { 2, 3 }));
            for (ushort row = 0; row < 4; row++)
            {
                Assert.That(Row(column, row).Chunk(2).Select(bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)), Is.EqualTo(Enumerable.Range(row * 6, 6)));
            }
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Read_EveryFormatVersion_IsUnderstood(byte version)
    {
        var column = Read(Npy.Bytes("{\"shape\": (2L,), 'fortran_order':False,'descr':'<i4'}", [1, 0, 0, 0, 2, 0, 0, 0], version));
        Assert.That((column.Rows, column.RowShape.Count, Row(column, 1)[0]), Is.EqualTo((2, 0, 2)));
    }

    [Test]
    public void Read_MoreThanTwoGibibytes_IsMapped()
    {
        const long bytes = 3L << 30;
        const int rowBytes = 1 << 20;
        WriteSparse("big.npy", $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({bytes / rowBytes}, {rowBytes}), }}", bytes);
        var column = NpyFile.Read("big", HoldoutFile.Resolve("big.npy", Folder), new Unsealer("test", null));
        Assert.That(Row(column, (int)(bytes / rowBytes) - 1)[^1], Is.EqualTo(42));
    }

    [TestCase('<', true)]
    [TestCase('>', true)]
    [TestCase('>', false)]
    public void Read_RearrangedArrayLargerThanTheSpoolsMemory_GivesTheSameRows(char order, bool isFortran)
    {
        const int rows = 40_000;
        const int width = 500;
        using (var file = File.Create(Path.Combine(Folder, "big.npy")))
        {
            file.Write(Npy.Bytes($"{{'descr': '{order}i4', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': ({rows}, 5, {width / 5}), }}", []));
            var line = new byte[(isFortran ? rows : width) * sizeof(int)];
            for (var outer = 0; outer < (isFortran ? width : rows); outer++)
            {
                for (var inner = 0; inner < line.Length / sizeof(int); inner++)
                {
                    var (row, fortran) = isFortran ? (inner, outer) : (outer, -1);
                    // Element j of Fortran order has the axes (j % 5, j / 5).
                    var element = isFortran ? (fortran % 5 * (width / 5)) + (fortran / 5) : inner;
                    var value = (row * width) + element;
                    if (order == '<') BinaryPrimitives.WriteInt32LittleEndian(line.AsSpan(inner * sizeof(int)), value);
                    else BinaryPrimitives.WriteInt32BigEndian(line.AsSpan(inner * sizeof(int)), value);
                }
                file.Write(line);
            }
        }
        var column = NpyFile.Read("big", HoldoutFile.Resolve("big.npy", Folder), new Unsealer("test", null));
        foreach (var row in (int[])[0, 1, 8_191, 8_192, 20_000, rows - 1])
            Assert.That(Row(column, row).Chunk(sizeof(int)).Select(bytes => BitConverter.ToInt32(bytes)), Is.EqualTo(Enumerable.Range(row * width, width)));
    }

    [Test]
    public void CopyRow_OutsideTheArray_IsRefused()
    {
        var column = Read(Npy.Of<byte>("|u1", "(2, 3)", 0, 1, 0, 1, 7, 0));
        Assert.That(() => Row(column, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Row(column, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    // Only the header and the last element take room on the disk.
    private void WriteSparse(string name, string header, long bytes)
    {
        var start = Npy.Bytes(header, []);
        using var file = File.Create(Path.Combine(Folder, name));
        file.Write(start);
        file.Position = start.Length + bytes - 1;
        file.WriteByte(42);
    }

    private NumericColumn Read(byte[] file)
    {
        // A new name each time: an array stays mapped to its file.
        var name = $"{Guid.NewGuid():N}.npy";
        Write(name, file);
        return NpyFile.Read("x", HoldoutFile.Resolve(name, Folder), new Unsealer("test", null));
    }
}
