using System.Text;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class TableProblemsTests : HoldoutFixture
{
    [Test]
    public void Read_MissingFile_NamesTheNearestOne()
    {
        Write("items.csv", "y\n");
        AssertProblem(() => Read("itmes.csv", labelColumn: "y"), "MCI3001", "itmes.csv", "did you mean 'items.csv'");
        AssertProblem(() => Read("no/such/folder.csv", labelColumn: "y"), "MCI3001", "those in modelci.yml are relative to its folder");
        AssertProblem(() => Read("a\0b.csv", labelColumn: "y"), "MCI3001");
    }

    [Test]
    public void Read_Folder_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "items.csv"));
        AssertProblem(() => Read(labelColumn: "y"), "MCI3002", "items.csv");
    }

    [Test]
    public void Read_FileThatIsLocked_GivesTheReason()
    {
        Write("items.csv", "y\n");
        using var theirs = new FileStream(Path.Combine(Folder, "items.csv"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        AssertProblem(() => Read(labelColumn: "y"), "MCI3003", "items.csv: the file cannot be read: ");
    }

    [Test]
    public void Read_LfsPointer_SaysHowToFetch()
    {
        Write("items.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n");
        AssertProblem(() => Read(labelColumn: "y"), "MCI3004", "git lfs pull");
    }

    [TestCase("items.xlsx")]
    [TestCase("items.csv.bz2")]
    [TestCase("items.parquet.gz")]
    [TestCase("items.gz")]
    [TestCase("items")]
    public void Read_OtherEnding_ListsTheEndingsRead(string name)
    {
        Write(name, "y\n");
        AssertProblem(() => Read(name, labelColumn: "y"), "MCI3005", name, ".csv", ".parquet", ".npy");
    }

    [TestCase("", "MCI3010", "empty")]
    [TestCase("\uFEFF", "MCI3010", "empty")]
    [TestCase("\"y,x\n1,2\n", "MCI3012", "never closed")]
    [TestCase("\"y\"z,x\n1,2\n", "MCI3012", "after a closing quote")]
    [TestCase("y,,x,\n1,2,3,4\n", "MCI3013", "2, 4")]
    [TestCase("\ny,x\n", "MCI3013", "position 1")]
    [TestCase("y,x,y,x,x\n1,2,3,4,5\n", "MCI3014", "'y', 'x'")]
    [TestCase("y;x\n1;2\n", "MCI3015", "commas")]
    [TestCase("y,x\n1,2\n1\n", "MCI3016", "items.csv:3: fields in this row: 1; columns that the header names: 2")]
    [TestCase("y,x\n1,2\n1,2,3\n", "MCI3016", "items.csv:3: fields in this row: 3; columns that the header names: 2")]
    [TestCase("y,x\n1,\"2\n3,4\n", "MCI3017", "items.csv:2")]
    [TestCase("y,x\n1,2\r\n3,4\n", "MCI3018", "mixed line ends")]
    [TestCase("y,x\n1,\"2\"3\n", "MCI3017", "items.csv:2")]
    [TestCase("y,x", "MCI3019", "no rows")]
    [TestCase("y,x\r\n", "MCI3019", "no rows")]
    public void Read_BrokenTable_SaysWhatAndWhere(string text, string code, string words)
    {
        Write("items.csv", text);
        AssertProblem(() => Read(labelColumn: "y"), code, words);
    }

    [Test]
    public void Read_RaggedRowFarBelow_IsFoundWithItsLine()
    {
        Write("items.csv", "y,x\n" + string.Concat(Enumerable.Repeat("1,\"a\nb\"\n", 20_000)) + "1\n");
        AssertProblem(() => Read(labelColumn: "y"), "MCI3016", "items.csv:40002");
    }

    [Test]
    public void Read_BrokenRow_DoesNotShowItsLabel()
    {
        Write("items.csv", "y,x\nsecret,1,2\n");
        var problems = Assert.Throws<ModelCIException>(() => Read(labelColumn: "y"))!.Problems;
        Assert.That(problems.Select(problem => problem.ToString()), Has.None.Contain("secret"));
    }

    [Test]
    public void Read_OtherEncoding_AsksForUtf8()
    {
        Write("items.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("y,x\n1,2\n")).ToArray());
        AssertProblem(() => Read(labelColumn: "y"), "MCI3011", "UTF-8");
        Write("items.csv", [.. "y,x\n"u8, .. Enumerable.Repeat("1,2\n"u8.ToArray(), 5_000).SelectMany(row => row), .. "3,"u8, 0xE9, .. "\n"u8]);
        AssertProblem(() => Read(labelColumn: "y"), "MCI3011", "items.csv:5002");
    }

    [Test]
    public void Read_UnknownColumns_AreListedTogetherWithSuggestions()
    {
        Write("items.csv", "item_id,income,age\n1,a,2\n");
        var problems = Assert.Throws<ModelCIException>(() => Read(id: new IdSource.Column("itemid"), labelColumn: "incom", exclude: ["aeg", "zzz"]))!.Problems;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems.Select(problem => problem.Code), Is.All.EqualTo("MCI3030"));
            Assert.That(problems.Select(problem => problem.Where), Is.EqualTo(new[] { "holdout.id", "holdout.labels", "holdout.exclude", "holdout.exclude" }));
            Assert.That(problems.Select(problem => problem.Fix), Is.EqualTo(new[] { "did you mean 'item_id'?", "did you mean 'income'?", "did you mean 'age'?", null }));
            Assert.That(problems[3].What, Does.Contain("'item_id', 'income', 'age'"));
        }
    }

    [Test]
    public void Read_IdsFromLabelsForATable_IsRefused()
    {
        Write("items.csv", "x\n1\n2\n");
        Write("labels.csv", "id,label\np,a\nq,b\n");
        AssertProblem(() => Read(id: new IdSource.FromLabels()), "MCI3033", "joined by id, never by position");
    }

    [Test]
    public void Read_EmptyIds_AreCounted()
    {
        Write("items.csv", "id,y\n,a\np,b\n\"\",a\n");
        AssertProblem(() => Read(labelColumn: "y"), "MCI3040", "items.csv", "2");
    }

    [Test]
    public void Read_RepeatedIds_NamesTheFirstFive()
    {
        var rows = string.Concat(Enumerable.Range(0, 17).Select(row => $"i{row},a\ni{row},b\n"));
        Write("items.csv", "id,y\n" + rows);
        AssertProblem(() => Read(labelColumn: "y"), "MCI3041", "'i0', 'i1', 'i2', 'i3', 'i4' and 12 more");
    }
}
