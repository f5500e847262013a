using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

/// <summary>Parquet files and JSON lines: the types of their columns, and what has none.</summary>
internal sealed class TypedTableTests : HoldoutFixture
{
    [TestCase("1::TINYINT", "-2::TINYINT", ElementType.Int8, "01", "FE")]
    [TestCase("1::SMALLINT", "-2::SMALLINT", ElementType.Int16, "0100", "FEFF")]
    [TestCase("1::INTEGER", "-2::INTEGER", ElementType.Int32, "01000000", "FEFFFFFF")]
    [TestCase("1::BIGINT", "(-9223372036854775807 - 1)::BIGINT", ElementType.Int64, "0100000000000000", "0000000000000080")]
    [TestCase("1::UTINYINT", "255::UTINYINT", ElementType.UInt8, "01", "FF")]
    [TestCase("1::USMALLINT", "65535::USMALLINT", ElementType.UInt16, "0100", "FFFF")]
    [TestCase("1::UINTEGER", "4294967295::UINTEGER", ElementType.UInt32, "01000000", "FFFFFFFF")]
    [TestCase("1::UBIGINT", "18446744073709551615::UBIGINT", ElementType.UInt64, "0100000000000000", "FFFFFFFFFFFFFFFF")]
    [TestCase("1.5::FLOAT", "NULL", ElementType.Float32, "0000C03F", "0000C07F")]
    [TestCase("1.5::DOUBLE", "NULL", ElementType.Float64, "000000000000F83F", "000000000000F87F")]
    [TestCase("1.5::DECIMAL(18,3)", "NULL", ElementType.Float64, "000000000000F83F", "000000000000F87F")]
    [TestCase("true", "false", ElementType.Bool, "01", "00")]
    [TestCase("true", "NULL", ElementType.Float64, "000000000000F03F", "000000000000F87F")]
    [TestCase("1::INTEGER", "NULL", ElementType.Float64, "000000000000F03F", "000000000000F87F")]
    [TestCase("9007199254740992", "NULL", ElementType.Float64, "0000000000004043", "000000000000F87F")]
    [TestCase("[1.5::FLOAT, 2]", "[3::FLOAT, 'nan']", ElementType.Float32, "0000C03F00000040", "000040400000C07F")]
    [TestCase("[1::UTINYINT, 2]::UTINYINT[2]", "[3, 4]::UTINYINT[2]", ElementType.UInt8, "0102", "0304")]
    public void Read_ParquetNumbers_KeepTheirType(string first, string second, ElementType type, string firstBytes, string secondBytes)
    {
        var column = Parquet(first, second);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(column.Type, Is.EqualTo(type));
            Assert.That(Convert.ToHexString(Row(column, 0)), Is.EqualTo(firstBytes));
            Assert.That(Convert.ToHexString(Row(column, 1)), Is.EqualTo(secondBytes));
            Assert.That(column.RowShape, Is.EqualTo(first.StartsWith('[') ? new[] { 2 } : []));
            Assert.That(((NumericColumn)column).AsText(), Is.Null);
        }
    }

    [TestCase("'é'", "NULL", "é", "")]
    [TestCase("DATE '2020-01-31'", "NULL", "2020-01-31", "")]
    [TestCase("TIMESTAMP '2020-01-31 01:02:03.5'", "NULL", "2020-01-31 01:02:03.5", "")]
    [TestCase("TIMESTAMPTZ '2020-01-31 01:02:03+02'", "NULL", "2020-01-30 23:02:03+00", "")]
    [TestCase("TIME '01:02:03'", "NULL", "01:02:03", "")]
    [TestCase("'4ac7a9e9-607c-4c8a-84f3-843f0191e3fd'::UUID", "NULL", "4ac7a9e9-607c-4c8a-84f3-843f0191e3fd", "")]
    [TestCase("'b'::ENUM('a', 'b')", "'a'::ENUM('a', 'b')", "b", "a")]
    public void Read_ParquetOfOtherScalars_IsText(string first, string second, string firstText, string secondText) =>
        Assert.That(Texts(Parquet(first, second)), Is.EqualTo(new[] { firstText, secondText }));

    [TestCase("{'a': 1}", "{'a': 2}", "MCI3093", "'x' is STRUCT(a INTEGER)", "holdout.exclude")]
    [TestCase("'a'::BLOB", "'b'::BLOB", "MCI3093", "'x' is BLOB")]
    [TestCase("MAP {'a': 1}", "MAP {'a': 1}", "MCI3093", "MAP")]
    [TestCase("['a']", "['b']", "MCI3093", "VARCHAR[]")]
    [TestCase("[[1]]", "[[2]]", "MCI3093", "INTEGER[][]")]
    [TestCase("9007199254740993", "NULL", "MCI3094", "'x'", "2^53")]
    [TestCase("[1, 2]", "[3]", "MCI3095", "1 to 2 elements")]
    [TestCase("[1, 2]", "NULL", "MCI3095", "missing lists")]
    [TestCase("[1, 2]", "[3, NULL]", "MCI3095", "missing elements")]
    [TestCase("[]::INTEGER[]", "[]::INTEGER[]", "MCI3095", "0 elements")]
    public void Read_ColumnThatNoFeatureHolds_IsRefusedUnlessExcluded(string first, string second, string code, params string[] words)
    {
        AssertProblem(() => Parquet(first, second), code, [.. words, "items.parquet"]);
        Assert.That(Read("items.parquet", labelColumn: "y", exclude: "x").Items.Columns, Is.Empty);
    }

    [Test]
    public void Read_ParquetOfSeveralRowGroups_KeepsItsOrder()
    {
        WriteQuery("items.parquet", "SELECT i AS n, 'i' || i AS id, i % 2 AS y FROM range(300000) r(i)");
        var items = Read("items.parquet", labelColumn: "y").Items;
        Assert.That(Integers(items.Find("n")), Is.EqualTo(Enumerable.Range(0, 300_000)));
        Assert.That(items.Ids[299_999], Is.EqualTo("i299999"));
    }

    [TestCase("1, 0", new[] { "0", "1" })]
    [TestCase("1.0::DOUBLE, 0::DOUBLE", new[] { "0", "1" })]
    [TestCase("1.0::FLOAT, -0.0::FLOAT", new[] { "0", "1" })]
    [TestCase("true, false", new[] { "false", "true" })]
    [TestCase("'b', 'a'", new[] { "a", "b" })]
    [TestCase("1.5::DOUBLE, 1::DOUBLE", new[] { "1", "1.5" })]
    public void Read_LabelsOfAnyType_AreTheirTexts(string labels, string[] classes)
    {
        WriteQuery("items.parquet", $"SELECT i AS x, unnest([{labels}]) AS y FROM range(1) r(i)");
        var data = Read("items.parquet", labelColumn: "y");
        Assert.That(data.Labels.Classes.Names, Is.EqualTo(classes));
        Assert.That(Labels(data), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void Read_IdsAndLabelFilesOfAnyType_AreJoinedAsText()
    {
        WriteQuery("items.parquet", "SELECT i::DOUBLE AS key, i AS x FROM range(3) r(i)");
        WriteQuery("labels.parquet", "SELECT (2 - i)::INTEGER AS id, CASE i WHEN 0 THEN NULL ELSE i::DOUBLE END AS label FROM range(3) r(i)");
        var data = Read("items.parquet", new IdSource.Column("key"), labels: "labels.parquet", classes: ["1", "2"]);
        Assert.That(data.Items.Ids, Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That(Labels(data), Is.EqualTo(new[] { 1, 0, LabelBook.Missing }));
    }

    [Test]
    public void Read_JsonLines_KeepsTypesAndLeavesTextsAlone()
    {
        Write("items.jsonl", """
            {"id": "a", "n": 1, "x": 1.5, "b": true, "t": "2020-01-31T00:00:00Z", "d": "2020-01-31", "l": [1, 2], "big": 18446744073709551615, "mixed": 1, "y": 0}
            {"id": "b", "n": -2, "x": null, "b": false, "t": "", "l": [3, 4], "big": 0, "mixed": "x\ny", "y": 1}
            """);
        var items = Read("items.jsonl", labelColumn: "y").Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Ids, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(Integers(items.Find("n")), Is.EqualTo(new[] { 1, -2 }));
            Assert.That(Numbers(items.Find("x")), Is.EqualTo(new[] { 1.5, double.NaN }));
            Assert.That(items.Find("b")!.Type, Is.EqualTo(ElementType.Bool));
            Assert.That(Texts(items.Find("t")), Is.EqualTo(new[] { "2020-01-31T00:00:00Z", "" }));
            Assert.That(Texts(items.Find("d")), Is.EqualTo(new[] { "2020-01-31", "" }));
            Assert.That((items.Find("l")!.Type, items.Find("l")!.RowShape[0]), Is.EqualTo((ElementType.Int64, 2)));
            Assert.That(items.Find("big")!.Type, Is.EqualTo(ElementType.UInt64));
            Assert.That(Texts(items.Find("mixed")), Is.EqualTo(new[] { "1", "x\ny" }));
        }
    }

    [Test]
    public void Read_JsonTypeThatChangesInTheLastLine_IsNotDecidedByASample()
    {
        Write("items.ndjson", string.Concat(Enumerable.Range(0, 50_000).Select(row => $"{{\"x\": {row}, \"y\": {row % 2}}}\n")) + "{\"x\": \"late\", \"y\": 1}\n");
        Assert.That(((TextColumn)Read("items.ndjson", labelColumn: "y").Items.Find("x")!)[50_000], Is.EqualTo("late"));
    }

    [TestCase("", "MCI3010", "empty")]
    [TestCase("[{\"x\": 1, \"y\": 2}]", "MCI3091", "every line must be one object")]
    [TestCase("1\n2\n", "MCI3091", "every line must be one object")]
    [TestCase("{\"x\": 1, \"y\": 2}\nsecret\n", "MCI3091", "items.json:")]
    [TestCase("{\"x\": 1, \"y\": 2}\n{\"x\": 1\n", "MCI3091", "items.json")]
    [TestCase("{\"x\": 1, \"y\": 2}\n{\"x\": 1, \"y\": \"secret\", \"x\": 2}\n", "MCI3091", "items.json:2", "a key twice")]
    [TestCase("{\"x\": 1, \"X\": 1, \"y\": 2}\n", "MCI3096", "'x', 'X'")]
    [TestCase("{\"\": 1, \"y\": 2}\n", "MCI3013", "without a name")]
    [TestCase("{\"x\": {\"z\": 1}, \"y\": 2}\n", "MCI3093", "STRUCT")]
    public void Read_BrokenJson_SaysWhatAndWhere(string text, string code, params string[] words)
    {
        Write("items.json", text);
        AssertProblem(() => Read("items.json", labelColumn: "y"), code, words);
        var problems = Assert.Throws<Core.Problems.ModelCIException>(() => Read("items.json", labelColumn: "y"))!.Problems;
        Assert.That(problems.Select(problem => problem.ToString()), Has.None.Contain("secret"));
    }

    [Test]
    public void Read_NamesWithNumbers_AreNotTakenForRenamedOnes()
    {
        Write("items.json", "{\"x\": 1, \"x_1\": 2, \"y_1\": 3, \"y\": 0}\n{\"x\": 1, \"x_1\": 2, \"y_1\": 3, \"y\": 1}\n");
        Assert.That(Read("items.json", labelColumn: "y").Items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "x", "x_1", "y_1" }));
    }

    [Test]
    public void Read_ParquetNamesThatDifferInCaseOnly_AreRefused()
    {
        // DuckDB does not write such a file: a name is changed where it stands in one.
        WriteQuery("items.parquet", "SELECT 1 AS column_one, 2 AS column_two, 3 AS y");
        var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Folder, "items.parquet")));
        Write("items.parquet", System.Text.Encoding.Latin1.GetBytes(text.Replace("column_two", "COLUMN_ONE", StringComparison.Ordinal)));
        AssertProblem(() => Read("items.parquet", labelColumn: "y"), "MCI3096", "'column_one', 'COLUMN_ONE'");
    }

    [Test]
    public void Read_FileThatIsNoParquet_IsRefused()
    {
        Write("items.parquet", "y,x\n1,2\n");
        AssertProblem(() => Read("items.parquet", labelColumn: "y"), "MCI3090", "items.parquet");
        Write("items.parquet", "");
        AssertProblem(() => Read("items.parquet", labelColumn: "y"), "MCI3010", "items.parquet", "empty");
        WriteQuery("whole.parquet", "SELECT i AS x, i % 2 AS y FROM range(10000) r(i)");
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "whole.parquet"));
        Write("items.parquet", bytes[..^100]);
        AssertProblem(() => Read("items.parquet", labelColumn: "y"), "MCI3090", "items.parquet");
        Write("items.parquet", [.. bytes[..4], .. new byte[bytes.Length - 4 - 600], .. bytes[^600..]]);
        AssertProblem(() => Read("items.parquet", labelColumn: "y"), "MCI3090", "items.parquet");
    }

    [Test]
    public void Read_NoRows_IsRefused()
    {
        WriteQuery("items.parquet", "SELECT 1 AS x, 2 AS y WHERE false");
        AssertProblem(() => Read("items.parquet", labelColumn: "y"), "MCI3019", "no rows");
    }

    [Test]
    public void Read_SlicesOfTypedColumns_SeeTheirTypes()
    {
        WriteQuery("items.parquet", "SELECT i AS id, i % 2 AS y, DATE '2020-01-01' + i::INTEGER AS day, i % 2 = 0 AS even, CASE WHEN i < 8 THEN i END AS n, CASE WHEN i < 8 THEN i / 2 ELSE 'nan' END AS x, [i, i + 1] AS pair FROM range(10) r(i)");
        var settings = WithSlices(
            Settings(new ItemsSource.OneFile("items.parquet"), labelColumn: "y"),
            ("dates", "day > DATE '2020-01-08'"), ("even", "even"), ("missing", "n IS NULL"), ("large", "x > 3"), ("pairs", "pair[1] = 3"), ("ids", "id = '9'"));
        var data = Read(settings);
        Assert.That(
            Enumerable.Range(0, 6).Select(slice => string.Join(' ', data.Items.Ids.Where((_, row) => (data.Slices[row] >> slice & 1) != 0))),
            Is.EqualTo(new[] { "8 9", "0 2 4 6 8", "8 9", "7", "3", "9" }));
    }

    private FeatureColumn Parquet(string first, string second)
    {
        WriteQuery("items.parquet", $"SELECT {first} AS x, 'a' AS y UNION ALL SELECT {second}, 'b'");
        return Read("items.parquet", labelColumn: "y").Items.Find("x")!;
    }
}
