using ModelCI.DuckDB;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class DuckDBAppenderTests : HoldoutFixture
{
    private static readonly DuckDBColumn[] Columns =
    [
        new("n", DuckDBType.BigInt), new("x", DuckDBType.Double), new("f", DuckDBType.Float), new("i", DuckDBType.Integer),
        new("b", DuckDBType.Boolean), new("of \"text\"", DuckDBType.Varchar),
    ];

    [Test]
    public void Append_SeveralBlocks_GivesTheRowsInOrder()
    {
        var rows = 2 * DuckDBAppender.Capacity + 5;
        using var database = DuckDBDatabase.OpenInMemory([]);
        Fill(database, rows);
        var row = 0;
        using var result = database.Query("SELECT * FROM \"a table\"");
        foreach (var chunk in result.ReadChunks())
        {
            for (var index = 0; index < chunk.RowCount; index++, row++)
            {
                Assert.That(chunk.GetInt64s(0)[index], Is.EqualTo(row));
                Assert.That(chunk.GetDoubles(1)[index], Is.EqualTo(row / 3.0));
                Assert.That(chunk.GetSingles(2)[index], Is.EqualTo(row / 7f));
                Assert.That(chunk.IsNull(3, index), Is.EqualTo(row % 5 == 0));
                if (row % 5 != 0) Assert.That(chunk.GetInt32s(3)[index], Is.EqualTo(-row));
                Assert.That(chunk.GetBooleans(4)[index], Is.EqualTo(row % 2 == 0));
                Assert.That(chunk.GetString(5, index), Is.EqualTo(Text(row)));
            }
        }
        Assert.That(row, Is.EqualTo(rows));
    }

    [Test]
    public void Append_ThenCopy_WritesParquet()
    {
        var path = Path.Combine(Folder, "x.parquet");
        using var database = DuckDBDatabase.OpenInMemory([path]);
        Fill(database, 10);
        database.Execute($"COPY \"a table\" TO {DuckDBText.Literal(path)} (FORMAT parquet)");
        using var result = database.Query($"SELECT count(*), count(i) FROM read_parquet({DuckDBText.Literal(path)})");
        foreach (var chunk in result.ReadChunks()) Assert.That((chunk.GetInt64s(0)[0], chunk.GetInt64s(1)[0]), Is.EqualTo((10, 8)));
    }

    [Test]
    public void Values_OfAnotherWidth_AreRefused()
    {
        using var database = DuckDBDatabase.OpenInMemory([]);
        using var appender = database.CreateTable("t", Columns);
        Assert.That(() => appender.Values<int>(0), Throws.ArgumentException.With.Message.Contains("BigInt"));
        Assert.That(() => appender.Values<long>(5), Throws.ArgumentException);
        Assert.That(() => appender.SetUtf8(0, 0, "x"u8), Throws.ArgumentException);
        Assert.That(() => appender.SetUtf8(5, 0, [0xFF, 0xFE]), Throws.ArgumentException.With.Message.Contains("UTF-8"));
        Assert.That(() => appender.SetUtf8(5, DuckDBAppender.Capacity, "x"u8), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => appender.Append(DuckDBAppender.Capacity + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void CreateTable_OfColumnsThatItCannotFill_IsRefused()
    {
        using var database = DuckDBDatabase.OpenInMemory([]);
        Assert.That(() => database.CreateTable("t", [new DuckDBColumn("x", DuckDBType.Timestamp)]), Throws.ArgumentException);
        Assert.That(() => database.CreateTable("t", [new("x", DuckDBType.Double), new("X", DuckDBType.Double)]), Throws.TypeOf<DuckDBException>());
    }

    private static void Fill(DuckDBDatabase database, int rows)
    {
        using var appender = database.CreateTable("a table", Columns);
        for (var start = 0; start < rows; start += DuckDBAppender.Capacity)
        {
            var count = Math.Min(DuckDBAppender.Capacity, rows - start);
            for (var index = 0; index < count; index++)
            {
                var row = start + index;
                appender.Values<long>(0)[index] = row;
                appender.Values<double>(1)[index] = row / 3.0;
                appender.Values<float>(2)[index] = row / 7f;
                appender.Values<int>(3)[index] = -row;
                if (row % 5 == 0) appender.SetNull(3, index);
                appender.Values<bool>(4)[index] = row % 2 == 0;
                appender.SetUtf8(5, index, System.Text.Encoding.UTF8.GetBytes(Text(row)));
            }
            appender.Append(count);
        }
        appender.Complete();
    }

    private static string Text(int row) => row % 3 == 0 ? "" : string.Concat(Enumerable.Repeat("é", row % 40));
}
