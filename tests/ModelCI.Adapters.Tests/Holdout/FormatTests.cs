using System.IO.Compression;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

/// <summary>The same items in every format of tables.</summary>
internal sealed class FormatTests : HoldoutFixture
{
    private const string Query = "SELECT 'i' || i AS id, i % 2 AS y, i * 3 AS n, i / 4 AS x, CASE WHEN i % 3 = 0 THEN '' ELSE 'wörd, \"' || i END AS t FROM range(5000) r(i)";

    [TestCase("items.csv", "csv, HEADER")]
    [TestCase("items.CSV", "csv, HEADER")]
    [TestCase("items.csv.gz", "csv, HEADER, COMPRESSION gzip")]
    [TestCase("items.csv.zst", "csv, HEADER, COMPRESSION zstd")]
    [TestCase("items.tsv", "csv, HEADER, DELIMITER '\t'")]
    [TestCase("items.tsv.gz", "csv, HEADER, DELIMITER '\t', COMPRESSION gzip")]
    [TestCase("items.parquet", "parquet, COMPRESSION zstd")]
    [TestCase("items.parquet", "parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE 2048")]
    [TestCase("items.jsonl", "json")]
    [TestCase("items.ndjson.gz", "json, COMPRESSION gzip")]
    [TestCase("items.json.zst", "json, COMPRESSION zstd")]
    public void Read_SameItems_InEveryFormatAreTheSame(string name, string format)
    {
        WriteQuery("first.csv", Query, "csv, HEADER");
        WriteQuery(name, Query, format);
        (string, string)[] slices = [("s", "x > 100.5 AND t LIKE 'wörd%'"), ("t", "t IS NULL")];
        var first = Read(WithSlices(Settings(new ItemsSource.OneFile("first.csv"), labelColumn: "y"), slices));
        var same = Read(WithSlices(Settings(new ItemsSource.OneFile(name), labelColumn: "y"), slices));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(same.Items.Digest, Is.EqualTo(first.Items.Digest));
            Assert.That(Labels(same), Is.EqualTo(Labels(first)));
            Assert.That(Enumerable.Range(0, 5000).Select(row => same.Slices[row]), Is.EqualTo(Enumerable.Range(0, 5000).Select(row => first.Slices[row])));
            Assert.That(((TextColumn)same.Items.Find("t")!)[1], Is.EqualTo("wörd, \"1"));
        }
    }

    [TestCase("labels.tsv", "csv, HEADER, DELIMITER '\t'")]
    [TestCase("labels.csv.gz", "csv, HEADER, COMPRESSION gzip")]
    [TestCase("labels.parquet", "parquet")]
    [TestCase("labels.jsonl", "json")]
    public void Read_LabelFiles_OfEveryFormat(string name, string format)
    {
        Write("items.csv", "id,x\na,1\nb,2\nc,3\n");
        WriteQuery(name, "SELECT * FROM (VALUES ('c', 7), ('a', 9), ('b', NULL)) AS t(id, label)", format);
        Assert.That(Labels(Read(labels: name, classes: ["7", "9"])), Is.EqualTo(new[] { 1, LabelBook.Missing, 0 }));
    }

    [Test]
    public void Read_TabsInACsvFile_AndCommasInATsvFile_AreOtherSeparators()
    {
        Write("items.csv", "y\tx\n1\t2\n");
        AssertProblem(() => Read(labelColumn: "y"), "MCI3015", "commas");
        Write("items.tsv", "y,x\n1,2\n");
        AssertProblem(() => Read("items.tsv", labelColumn: "y"), "MCI3015", "tabs");
    }

    [Test]
    public void Read_CompressedHeader_IsReadAsThePlainOne()
    {
        Write("items.csv.gz", Gzip("\uFEFF\"y\",\"a\nb\"\n1,2\n2,3\n"));
        Assert.That(Integers(Read("items.csv.gz", labelColumn: "y").Items.Find("a\nb")), Is.EqualTo(new[] { 2, 3 }));
        Write("items.csv.gz", Gzip("y,x,y\n1,2,3\n"));
        AssertProblem(() => Read("items.csv.gz", labelColumn: "y"), "MCI3014", "'y'");
        Write("items.csv.gz", Gzip("y,x\n1,2\n1\n"));
        AssertProblem(() => Read("items.csv.gz", labelColumn: "y"), "MCI3016", "items.csv.gz, record 3");
    }

    [TestCase("items.csv.gz")]
    [TestCase("items.csv.zst")]
    [TestCase("items.jsonl.gz")]
    [TestCase("items.jsonl.zst")]
    public void Read_WhatIsNotCompressed_IsRefused(string name)
    {
        Write(name, "y,x\n1,2\n");
        AssertProblem(() => Read(name, labelColumn: "y"), "MCI3092", name);
    }

    [TestCase("items.csv.gz", "csv, HEADER, COMPRESSION gzip")]
    [TestCase("items.csv.zst", "csv, HEADER, COMPRESSION zstd")]
    [TestCase("items.jsonl.gz", "json, COMPRESSION gzip")]
    [TestCase("items.jsonl.zst", "json, COMPRESSION zstd")]
    public void Read_CompressedFileThatWasCutOff_IsRefused(string name, string format)
    {
        WriteQuery(name, Query, format);
        var bytes = File.ReadAllBytes(Path.Combine(Folder, name));
        Write(name, bytes[..(bytes.Length / 2)]);
        Assert.That(() => Read(name, labelColumn: "y"), Throws.TypeOf<Core.Problems.ModelCIException>());
    }

    [Test]
    public void Read_FileWhosePathIsAPattern_IsThatFile()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "[a]*?"));
        WriteQuery("x.parquet", "SELECT 1 AS x, unnest([1, 2]) AS y");
        File.Move(Path.Combine(Folder, "x.parquet"), Path.Combine(Folder, "[a]*?", "it's [b].parquet"));
        Assert.That(Read("[a]*?/it's [b].parquet", labelColumn: "y").Items.Count, Is.EqualTo(2));
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
