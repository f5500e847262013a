using ModelCI.Core.Items;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Spooling;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

[NonParallelizable] // It looks at the memory of the whole process.
internal sealed class SpoolTests : HoldoutFixture
{
    [TestCase(long.MaxValue, TestName = "Columns_InMemory_GiveWhatWasWritten")]
    [TestCase(500_000, TestName = "Columns_MovedToAFileOnTheWay_GiveWhatWasWritten")]
    [TestCase(-1, TestName = "Columns_InAFileFromTheBeginning_GiveWhatWasWritten")]
    public void Columns(long memory)
    {
        const int rows = 100_003;
        string[] texts = [.. Enumerable.Range(0, rows).Select(row => row % 7 == 0 ? "" : $"é{row}"), new string('x', 200_000), ""];
        using var spool = new Spool(HoldoutFile.Resolve("x", Folder), 0, memory);
        var (numbers, words) = (new NumberSpooler(spool, sizeof(int)), new TextSpooler(spool));
        for (var row = 0; row < texts.Length; row++)
        {
            numbers.Add(BitConverter.GetBytes(row));
            words.Add(System.Text.Encoding.UTF8.GetBytes(texts[row]));
        }
        var (integers, column) = (numbers.Finish("n", ElementType.Int32, []), words.Finish("t"));
        spool.Complete();
        spool.Dispose();
        GC.Collect();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(column), Is.EqualTo(texts));
            Assert.That(Enumerable.Range(0, texts.Length).Select(row => BitConverter.ToInt32(Row(integers, row))), Is.EqualTo(Enumerable.Range(0, texts.Length)));
            var some = new byte[50_000 * sizeof(int)];
            integers.CopyRows(8_000, some);
            Assert.That(some.Chunk(sizeof(int)).Select(bytes => BitConverter.ToInt32(bytes)), Is.EqualTo(Enumerable.Range(8_000, 50_000)));
            Assert.That(() => integers.CopyRows(texts.Length - 1, some), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => column.LengthOf(texts.Length), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => column.LengthOf(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void Read_LargeTable_LeavesNothingBehindAndLittleInMemory()
    {
        // 120 MB of numbers and text.
        WriteQuery("items.parquet", "SELECT i AS n, hash(i) AS h, hash(i) / 3 AS x, hash(i)::VARCHAR AS t, i % 2 AS y FROM range(2000000) r(i)");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var items = Read("items.parquet", labelColumn: "y").Items;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        // Digests take 32 MB and labels, ids and segments some more.
        Assert.That(kept, Is.LessThan(64 << 20));
        var mapped = File.ReadLines("/proc/self/maps").Where(line => line.Contains("/modelci-", StringComparison.Ordinal)).ToArray();
        Assert.That(mapped, Is.Not.Empty.And.All.EndsWith("(deleted)"));
        Assert.That(Integers(items.Find("n"))[1_999_999], Is.EqualTo(1_999_999));
    }

    [Test]
    public void Read_FileThatChangesBetweenTwoPasses_IsNoticed()
    {
        Write("items.csv", "y,x\n1,2\n2,3\n");
        using var table = ModelCI.Holdout.Tables.Table.Open(HoldoutFile.Resolve("items.csv", Folder), ModelCI.Holdout.Tables.TableFormat.Csv, new ModelCI.Holdout.Sealing.Unsealer("test", null));
        Assert.That(table.Describe([0, 1]).Rows, Is.EqualTo(2));
        Write("items.csv", "y,x\n1,2\n2,3\n3,4\n");
        AssertProblem(() => table.Describe([0, 1]), "MCI3097", "items.csv");
    }
}
