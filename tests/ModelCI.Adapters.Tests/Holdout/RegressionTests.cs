using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Holdout;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class RegressionTests : HoldoutFixture
{
    [Test]
    public void Read_LabelsFile_AreNumbers()
    {
        Write("items.csv", "id,x\na,1\nb,2\nc,3\nd,4\ne,5\nf,6\n");
        Write("labels.csv", "id,label\nf,-0\na,1.50\nb,1.5e0\nc,unsure\nd,\ne, 0\n");
        var data = Read(Regression("items.csv"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Values(data), Is.EqualTo(new[] { "1.5", "1.5", "unsure", "", "0", "0" }));
            Assert.That(data.Labels.Classes, Is.SameAs(ClassList.None));
            Assert.That(data.Labels[0], Is.EqualTo(data.Labels[1]));
            Assert.That(data.Labels[4], Is.EqualTo(data.Labels[5]), "-0 is 0");
            Assert.That(data.Labels.IsComplete, Is.False);
        }
    }

    [Test]
    public void Read_LabelColumn_KeepsEveryDigit()
    {
        WriteQuery("items.parquet", "SELECT i AS x, [0.1::DOUBLE, 1e15, NULL, 1.0 / 3, -2.0][i + 1] AS y FROM range(5) r(i)");
        Assert.That(Values(Read(Regression("items.parquet", "y"))), Is.EqualTo(new[] { "0.1", "1000000000000000", "", "0.3333333333333333", "-2" }));
        WriteQuery("items.parquet", "SELECT i AS x, 0.1::FLOAT AS y FROM range(5) r(i)");
        var data = Read(Regression("items.parquet", "y"));
        Assert.That(data.Labels.Numbers![data.Labels[0]], Is.EqualTo((double)0.1f));
    }

    [TestCase("nan")]
    [TestCase("NaN")]
    [TestCase("inf")]
    [TestCase("-Infinity")]
    [TestCase("1e999")]
    [TestCase("1.000,5")]
    [TestCase("0x10")]
    [TestCase("high")]
    [TestCase("1_000")]
    public void Read_LabelThatIsNoNumber_IsRefused(string label)
    {
        Write("items.csv", "id,x\na,1\nb,2\n");
        Write("labels.csv", $"id,label\na,1\nb,\"{label}\"\n");
        AssertProblem(() => Read(Regression("items.csv")), "MCI3064", "labels.csv", $"'{label}' of item 'b'", "unsure");
    }

    [Test]
    public void Import_Numbers_AreWrittenAsTheyWereAnswered()
    {
        Write("items.csv", "id,x\na,1\nb,2\nc,3\n");
        Write("labels.csv", "id,label\na,1.50\nb,\n");
        Write("answers.csv", "id,label\na,1.5\nb,2.50\nc,unsure\n");
        var settings = Regression("items.csv");
        var imported = LabelImporter.Import(settings, Folder, null, Read(settings), "answers.csv", Folder, CancellationToken.None);
        Assert.That((imported.Taken, imported.Known), Is.EqualTo((2, 1)));
        Assert.That(File.ReadAllText(Path.Combine(Folder, "labels.csv")), Is.EqualTo("id,label\na,1.50\nb,2.50\nc,unsure\n"));
        Write("answers.csv", "id,label\na,1.6\nb,two\n");
        var problems = Assert.Throws<Core.Problems.ModelCIException>(() => LabelImporter.Import(settings, Folder, null, Read(settings), "answers.csv", Folder, CancellationToken.None))!.Problems;
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { "MCI3082", "MCI3083" }));
        Assert.That(problems[0].What, Does.Contain("'two' of item 'b'"));
    }

    [Test]
    public void Import_IntoAnotherFormatThanCsv_IsRefused()
    {
        Write("items.csv", "id,x\na,1\n");
        Write("labels.tsv", "id\tlabel\na\t1\n");
        Write("answers.csv", "id,label\na,1\n");
        var settings = Regression("items.csv") with { Labels = new LabelsSource.LabelFile("labels.tsv") };
        AssertProblem(() => LabelImporter.Import(settings, Folder, null, Read(settings), "answers.csv", Folder, CancellationToken.None), "MCI3086", "labels.tsv", ".csv");
    }

    private static HoldoutSettings Regression(string items, string? labelColumn = null) =>
        Settings(new ItemsSource.OneFile(items), labelColumn: labelColumn) with { Loss = new LossSettings(LossKind.Absolute, 0, 1) };

    private static IEnumerable<string> Values(HoldoutData data) => Enumerable.Range(0, data.Labels.Count).Select(row => data.Labels[row] switch
    {
        LabelBook.Missing => "",
        LabelBook.Unsure => "unsure",
        var index => data.Labels.Numbers![index].ToString("R"),
    });
}
