using System.IO.Compression;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Holdout;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout.Sealing;

/// <summary>Everything that items and labels can be is sealed, read sealed, and unsealed.</summary>
[NonParallelizable] // It looks at the memory of the whole process.
internal sealed class SealedFormatTests : SealingFixture
{
    private const string Query = "SELECT 'i' || i AS id, i * 3 AS n, i / 4 AS x, 't' || i AS t, CASE i % 2 WHEN 0 THEN 'even' ELSE 'odd' END AS y FROM range(3000) r(i)";

    [TestCase("items.csv", "csv, HEADER")]
    [TestCase("items.csv.gz", "csv, HEADER, COMPRESSION gzip")]
    [TestCase("items.tsv.zst", "csv, HEADER, DELIMITER '\t', COMPRESSION zstd")]
    [TestCase("items.parquet", "parquet")]
    [TestCase("items.jsonl", "json")]
    [TestCase("items.json.gz", "json, COMPRESSION gzip")]
    public void Seal_Tables_OfEveryFormat(string name, string format)
    {
        WriteQuery(name, Query, format);
        AssertSame(WithSlices(Settings(new ItemsSource.OneFile(name), labelColumn: "y"), ("s", "x > 100 AND t LIKE '%1'")), name);
    }

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Seal_Archives_StoredAndPacked(CompressionLevel level)
    {
        using (var file = File.Create(Path.Combine(Folder, "items.npz")))
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        {
            Add(archive, "image.npy", Npy.Of("<u2", "(3000, 2)", [.. Enumerable.Range(0, 6000).Select(value => (ushort)value)]));
            Add(archive, "age.npy", Npy.Of("|u1", "(3000,)", [.. Enumerable.Range(0, 3000).Select(value => (byte)(value % 200))]));
        }
        Write("labels.csv", "id,label\n" + string.Concat(Enumerable.Range(0, 3000).Select(row => $"{row},{row % 2}\n")));
        AssertSame(WithSlices(Settings(new ItemsSource.OneFile("items.npz")), ("s", "age > 100")), "items.npz", "labels.csv");

        void Add(ZipArchive archive, string name, byte[] content)
        {
            using var member = archive.CreateEntry(name, level).Open();
            member.Write(content);
        }
    }

    [TestCase("labels.tsv", "csv, HEADER, DELIMITER '\t'")]
    [TestCase("labels.csv.gz", "csv, HEADER, COMPRESSION gzip")]
    [TestCase("labels.parquet", "parquet")]
    [TestCase("labels.jsonl", "json")]
    public void Seal_LabelsOfEveryFormat_AreCsvThen(string name, string format)
    {
        Write("items.csv", "id,x\na,1\nb,2\nc,3\n");
        WriteQuery(name, "SELECT * FROM (VALUES ('c', 7), ('a', 9)) AS t(id, label)", format);
        var settings = Settings(new ItemsSource.OneFile("items.csv"), labels: name, classes: ["7", "9"]);
        var before = Read(settings);
        Assert.That(Seal(settings)[1].To, Is.EqualTo("labels.csv.sealed"));
        var sealedSettings = settings with { Items = new ItemsSource.OneFile("items.csv.sealed"), Labels = new LabelsSource.LabelFile("labels.csv.sealed") };
        Assert.That(Labels(Read(sealedSettings)), Is.EqualTo(Labels(before)));
        Unseal(sealedSettings, Path.Combine(Folder, "out"));
        Assert.That(File.ReadAllText(Path.Combine(Folder, "out", "labels.csv")), Is.EqualTo("id,label\na,9\nb,\nc,7\n"));
        Write("labels.tsv.sealed", Bytes("labels.csv.sealed"));
        AssertProblem(() => Read(sealedSettings with { Labels = new LabelsSource.LabelFile("labels.tsv.sealed") }), "MCI3006", "labels.tsv.sealed");
    }

    [Test]
    public void Seal_LabelsOfARegression_AreOfOneSizeWhateverTheyAre()
    {
        Write("items.csv", "id,x\na,1\nb,2\nc,3\n");
        var settings = Settings(new ItemsSource.OneFile("items.csv")) with { Loss = new LossSettings(LossKind.Squared, 0, 1) };
        string[] labels = ["id,label\n", "id,label\na,1\n", "id,label\na,-1.7976931348623157E+308\nb,0.000000000000000000000000000000000000000000000000000001\nc,unsure\n"];
        var sizes = labels.Select(text =>
        {
            Write("labels.csv", text);
            Seal(settings, overwrite: true);
            return Bytes("labels.csv.sealed").Length;
        });
        Assert.That(sizes.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Import_NumbersIntoASealedFile_LeavesItsSize()
    {
        Write("items.csv", "id,x\na,1\nb,2\nc,3\n");
        Write("labels.csv", "id,label\na,0.1\n");
        Write("answers.csv", "id,label\nb,0.30000000000000000000000000000000000000000000000000\nc,unsure\n");
        var settings = Settings(new ItemsSource.OneFile("items.csv")) with { Loss = new LossSettings(LossKind.Squared, 0, 1) };
        Seal(settings);
        var sealedSettings = settings with { Items = new ItemsSource.OneFile("items.csv.sealed"), Labels = new LabelsSource.LabelFile("labels.csv.sealed") };
        var size = Bytes("labels.csv.sealed").Length;
        LabelImporter.Import(sealedSettings, Folder, Keys, Read(sealedSettings), "answers.csv", Folder, CancellationToken.None);
        var book = Read(sealedSettings).Labels;
        Assert.That(Bytes("labels.csv.sealed"), Has.Length.EqualTo(size));
        Assert.That((book.Numbers![book[0]], book.Numbers[book[1]], book[2]), Is.EqualTo((0.1, 0.3, Core.Items.LabelBook.Unsure)));
    }

    [TestCase("items.parquet", "parquet")]
    [TestCase("items.csv.gz", "csv, HEADER, COMPRESSION gzip")]
    [TestCase("items.jsonl", "json")]
    public void Seal_LabelColumnWhoseBytesAreNotKnown_RoundsTheSize(string name, string format)
    {
        int Size(string labels)
        {
            WriteQuery(name, $"SELECT i AS id, {labels} AS y FROM range(3000) r(i)", format);
            Seal(Settings(new ItemsSource.OneFile(name), labelColumn: "y", classes: ["a", "bbbbbbbbbb"]), overwrite: true);
            var size = Bytes(name + ".sealed").Length;
            File.Delete(Path.Combine(Folder, name));
            return size;
        }
        Assert.That(Size("'a'"), Is.EqualTo(Size("CASE WHEN hash(i) % 2 = 0 THEN 'a' ELSE 'bbbbbbbbbb' END")));
    }

    [Test]
    public void AsText_OfASealedTable_ReturnsTheTextsOfTheFile()
    {
        Write("items.csv", "y,zip,n\na,02139,12\nb,1.50,-3\n");
        var settings = Settings(new ItemsSource.OneFile("items.csv"), labelColumn: "y");
        Seal(settings);
        File.Delete(Path.Combine(Folder, "items.csv"));
        var items = Read(settings with { Items = new ItemsSource.OneFile("items.csv.sealed") }).Items;
        Assert.That(Texts(((Core.Items.NumericColumn)items.Find("zip")!).AsText()), Is.EqualTo(new[] { "02139", "1.50" }));
        Assert.That(Texts(((Core.Items.NumericColumn)items.Find("n")!).AsText()), Is.EqualTo(new[] { "12", "-3" }));
    }

    [Test]
    public void Read_SliceThatFailsOnASealedItem_DoesNotShowTheItem()
    {
        WriteQuery("items.parquet", "SELECT 'confidential' AS t, unnest([1, 2]) AS y");
        var settings = Settings(new ItemsSource.OneFile("items.parquet"), labelColumn: "y");
        Seal(settings);
        var broken = WithSlices(settings with { Items = new ItemsSource.OneFile("items.parquet.sealed") }, ("s", "CAST(t AS INTEGER) > 3"));
        var problem = Assert.Throws<ModelCIException>(() => Read(broken))!.Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("MCI3208"));
        Assert.That(problem.ToString(), Does.Not.Contain("Conversion").And.Not.Contain("confidential").And.Not.Contain("holdout.slices.s"));
        var plain = WithSlices(settings, ("s", "CAST(t AS INTEGER) > 3"));
        Assert.That(Assert.Throws<ModelCIException>(() => Read(plain))!.Problems.Single().ToString(), Does.Contain("confidential"), "the test can fail");
    }

    [Test]
    public void Read_SealedTableLargerThanTheSpoolsMemory_StaysInMemory()
    {
        WriteQuery("items.parquet", "SELECT i AS n, hash(i) AS h, hash(i) / 3 AS x, i % 2 AS y FROM range(4000000) r(i)");
        var settings = Settings(new ItemsSource.OneFile("items.parquet"), labelColumn: "y");
        Seal(settings);
        var sealedSettings = settings with { Items = new ItemsSource.OneFile("items.parquet.sealed") };
        var before = Mapped();
        var data = Read(sealedSettings);
        Assert.That(Mapped().Except(before), Is.Empty);
        var plain = Read(settings);
        Assert.That(Mapped().Except(before), Is.Not.Empty, "the test can fail");
        Assert.That(data.Items.Digest, Is.EqualTo(plain.Items.Digest));

        static string[] Mapped() => [.. File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')[^2]).Where(path => path.Contains("/modelci-", StringComparison.Ordinal))];
    }

    private void AssertSame(HoldoutSettings settings, string items, string? labels = null)
    {
        var before = Read(settings);
        Seal(settings);
        var content = Bytes(items);
        File.Delete(Path.Combine(Folder, items));
        var sealedSettings = settings with { Items = new ItemsSource.OneFile(items + ".sealed"), Labels = labels is null ? settings.Labels : new LabelsSource.LabelFile(labels + ".sealed") };
        var after = Read(sealedSettings);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Items.Digest, Is.EqualTo(before.Items.Digest));
            Assert.That(Labels(after), Is.EqualTo(Labels(before)));
            Assert.That(Enumerable.Range(0, 3000).Select(row => after.Slices[row]), Is.EqualTo(Enumerable.Range(0, 3000).Select(row => before.Slices[row])));
            Assert.That(Enumerable.Range(0, 3000).Sum(row => (int)after.Slices[row]), Is.Positive);
        }
        Unseal(sealedSettings, Path.Combine(Folder, "out"));
        Assert.That(File.ReadAllBytes(Path.Combine(Folder, "out", items)), Is.EqualTo(content));
        new DevelopmentSet(sealedSettings, Folder, Keys, Path.Combine(Folder, "development")).Write(CancellationToken.None);
        Assert.That(File.ReadAllBytes(Path.Combine(Folder, "development", items)), Is.EqualTo(content));
    }
}
