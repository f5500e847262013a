using ModelCI.Core.Items;
using ModelCI.DuckDB;
using ModelCI.Holdout.Predictions;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class PredictionFileTests : HoldoutFixture
{
    private const string Table = "label,candidate,baseline,women\n3,3,10,true\n,10,3,0\n10,3,3,False\n";

    [TestCase("p.csv")]
    [TestCase("p.parquet")]
    [TestCase("p.jsonl")]
    public void Read_AnyFormat_GivesTheSameRows(string name)
    {
        WriteAs(name, "SELECT * FROM (VALUES (3, 3, 10, true), (NULL, 10, 3, false), (10, 3, 3, false)) t(label, candidate, baseline, women)");
        var file = Read(name, slices: ["women"]);
        var rows = file.Replicates.Single();
        using (Assert.EnterMultipleScope())
        {
            // Integers by value, not as text.
            Assert.That(file.Task.Classes.Names, Is.EqualTo(new[] { "3", "10" }));
            Assert.That(rows.Name, Is.EqualTo("0"));
            Assert.That(rows.Candidate, Is.EqualTo(new[] { 0, 1, 0 }));
            Assert.That(rows.Baseline, Is.EqualTo(new[] { 1, 0, 0 }));
            Assert.That(rows.Labels, Is.EqualTo(new[] { 0, LabelBook.Missing, 1 }));
            Assert.That(rows.Slices["women"], Is.EqualTo(new[] { true, false, false }));
        }
    }

    [Test]
    public void Read_UnsureAmongTheLabels_IsNoClassUnlessAModelAnswersIt()
    {
        Write("p.csv", "label,candidate,baseline\nunsure,a,b\na,b,b\n");
        var file = Read("p.csv");
        Assert.That(file.Task.Classes.Names, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(file.Replicates[0].Labels, Is.EqualTo(new[] { LabelBook.Unsure, 0 }));
        Write("p.csv", "label,candidate,baseline\nunsure,a,b\na,b,unsure\n");
        file = Read("p.csv");
        Assert.That(file.Task.Classes.Names, Is.EqualTo(new[] { "a", "b", "unsure" }));
        Assert.That(file.Replicates[0].Labels, Is.EqualTo(new[] { 2, 0 }));
    }

    // What pandas makes of an integer column with gaps: 3.0, nan.
    [TestCase("p.parquet")]
    [TestCase("p.jsonl")]
    public void Read_LabelsStoredAsFloats_AreTheIntegersTheyStandFor(string name)
    {
        WriteAs(name, "SELECT * FROM (VALUES (3.0::DOUBLE, 3, 10), (" + (name == "p.jsonl" ? "NULL" : "'nan'::DOUBLE") + ", 10, 3)) t(label, candidate, baseline)");
        var file = Read(name);
        Assert.That(file.Task.Classes.Names, Is.EqualTo(new[] { "3", "10" }));
        Assert.That(file.Replicates[0].Labels, Is.EqualTo(new[] { 0, LabelBook.Missing }));
    }

    [TestCase("p.csv")]
    [TestCase("p.parquet")]
    [TestCase("p.jsonl")]
    public void Read_ManyRows_KeepsTheFilesOrder(string name)
    {
        WriteAs(name, "SELECT i % 7 AS candidate, i % 3 AS baseline, i % 5 AS label, i // 1000 AS replicate FROM range(300000) t(i)");
        var file = Read(name);
        Assert.That(file.Replicates.Select(rows => rows.Name), Is.EqualTo(Enumerable.Range(0, 300).Select(number => number.ToString(null, null))));
        for (var replicate = 0; replicate < 300; replicate++)
        {
            Assert.That(file.Replicates[replicate].Candidate, Is.EqualTo(Enumerable.Range(1000 * replicate, 1000).Select(i => i % 7)));
            Assert.That(file.Replicates[replicate].Labels, Is.EqualTo(Enumerable.Range(1000 * replicate, 1000).Select(i => i % 5)));
        }
    }

    [Test]
    public void Read_ReplicatesInterleaved_AreSortedOutInOrderOfAppearance()
    {
        Write("p.csv", "replicate,candidate,baseline,label\nb,x,y,x\na,y,y,y\nb,y,x,\n");
        var file = Read("p.csv");
        Assert.That(file.Replicates.Select(rows => rows.Name), Is.EqualTo(new[] { "b", "a" }));
        Assert.That(file.Replicates[0].Candidate, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(file.Replicates[1].Candidate, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Read_DeclaredClasses_FixTheOrder()
    {
        Write("p.csv", Table);
        var file = Read("p.csv", classes: ["10", "5", "3"]);
        Assert.That(file.Replicates[0].Candidate, Is.EqualTo(new[] { 2, 0, 2 }));
    }

    [Test]
    public void Read_WithoutBaseline_OnlyWhereNoneIsNeeded()
    {
        Write("p.csv", "candidate,label\na,b\n");
        Assert.That(Read("p.csv", needsBaseline: false).Replicates[0].Baseline, Is.Null);
        AssertProblem(() => Read("p.csv"), "MCI3071", "'baseline'", "'candidate', 'label'");
    }

    [TestCase("candidat,baseline,label\na,b,a\n", "MCI3071", "did you mean 'candidat'?")]
    [TestCase("candidate,baseline,label\na,b,a\n,b,a\n", "MCI3072", "'candidate' is empty in row 2")]
    [TestCase("candidate,baseline,label,replicate\na,b,a,\n", "MCI3072", "'replicate' is empty in row 1")]
    [TestCase("candidate,baseline,label\n3,3,3.0\n4,4,4.0\n", "MCI3074", "'3', '3.0'")]
    [TestCase("candidate,baseline,label\na,a,a\n", "MCI3076", "'a'", "--classes")]
    [TestCase("candidate,baseline,label\n", "MCI3019", "no rows")]
    public void Read_BadTable_IsRefused(string text, string code, params string[] words)
    {
        Write("p.csv", text);
        AssertProblem(() => Read("p.csv"), code, words);
    }

    [Test]
    public void Read_ValueOutsideTheClasses_NamesItsPlace()
    {
        Write("p.csv", "candidate,baseline,label\ncat,dog,cat\ncat,dog,cow\n");
        AssertProblem(() => Read("p.csv", classes: ["cat", "dog"]), "MCI3073", "'cow' in the column 'label', row 2", "'cat', 'dog'");
    }

    [Test]
    public void Read_SliceThatIsNotBoolean_IsRefused()
    {
        Write("p.csv", "candidate,baseline,label,women\na,b,a,yes\n");
        AssertProblem(() => Read("p.csv", slices: ["women"]), "MCI3075", "'yes' in row 1");
    }

    [TestCase("p.parquet", "MCI3090")]
    [TestCase("p.jsonl", "MCI3091")]
    public void Read_DamagedFile_IsOneReadableProblem(string name, string code)
    {
        Write(name, "this is neither { nor");
        AssertProblem(() => Read(name), code, name);
    }

    [TestCase("p.xlsx", "MCI3070")]
    [TestCase("absent.parquet", "MCI3001")]
    public void Read_NoSuchFileOrFormat_IsRefused(string name, string code)
    {
        Write("p.xlsx", "x");
        AssertProblem(() => Read(name), code, name);
    }

    [TestCase("p.csv")]
    [TestCase("p.parquet")]
    [TestCase("p.jsonl")]
    public void Read_Numbers_AreOneTableForAllColumns(string name)
    {
        WriteAs(name, "SELECT * FROM (VALUES (0.5::DOUBLE, 1e-7::DOUBLE, 3::DOUBLE), (NULL, -2.25, 0.5), (3, 0.1, 0.1)) t(label, candidate, baseline)");
        var file = Read(name, new PredictionRequest(NeedsBaseline: true, [], null, IsRegression: true));
        var (rows, numbers) = (file.Replicates.Single(), file.Task.Numbers!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Task.Classes, Is.SameAs(ClassList.None));
            Assert.That(rows.Candidate.Select(index => numbers[index]), Is.EqualTo(new[] { 1e-7, -2.25, 0.1 }));
            Assert.That(rows.Baseline!.Select(index => numbers[index]), Is.EqualTo(new[] { 3, 0.5, 0.1 }));
            Assert.That(rows.Labels[1], Is.EqualTo(LabelBook.Missing));
            Assert.That((numbers[rows.Labels[0]], numbers[rows.Labels[2]]), Is.EqualTo((0.5, 3.0)));
            Assert.That(rows.Candidate[2], Is.EqualTo(rows.Baseline![2]), "equal numbers, equal indices");
        }
    }

    [TestCase("label,candidate,baseline\n1,x,2\n", "'x' in the column 'candidate', row 1, is not a finite number")]
    [TestCase("label,candidate,baseline\n1,1,2\ninf,1,2\n", "'inf' in the column 'label', row 2, is not a finite number")]
    [TestCase("label,candidate,baseline\n1,1,1e999\n", "'1e999' in the column 'baseline', row 1, is not a finite number")]
    public void Read_NoNumber_NamesItsPlace(string text, string words)
    {
        Write("p.csv", text);
        AssertProblem(() => Read("p.csv", new PredictionRequest(NeedsBaseline: true, [], null, IsRegression: true)), "MCI3073", words);
    }

    [Test]
    public void Read_UnsureAmongNumbers_IsAnAnswer()
    {
        Write("p.csv", "label,candidate\nunsure,1\n2,1.0\n");
        var file = Read("p.csv", new PredictionRequest(NeedsBaseline: false, [], null, IsRegression: true));
        Assert.That(file.Replicates[0].Labels[0], Is.EqualTo(LabelBook.Unsure));
        Assert.That(file.Replicates[0].Candidate[0], Is.EqualTo(file.Replicates[0].Candidate[1]), "1 and 1.0 are one number");
    }

    [Test]
    public void Read_Ranks_AreRankingsByRow()
    {
        Write("p.csv", "label,candidate,baseline,candidate_top_1,candidate_top_2,baseline_top_1,baseline_top_2\nc,a,b,a,b,b,c\na,c,c,c,a,c,b\n");
        var file = Read("p.csv", new PredictionRequest(NeedsBaseline: true, [], null, Ranks: 2));
        var (rows, rankings) = (file.Replicates.Single(), file.Task.Rankings!);
        Assert.That(file.Task.Classes.Names, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(rows.CandidateRankings!.Select(index => rankings[index].ToArray()), Is.EqualTo(new[] { new[] { 0, 1 }, new[] { 2, 0 } }));
        Assert.That(rows.BaselineRankings!.Select(index => rankings[index].ToArray()), Is.EqualTo(new[] { new[] { 1, 2 }, new[] { 2, 1 } }));
        Assert.That(Read("p.csv", new PredictionRequest(NeedsBaseline: false, [], null, Ranks: 1)).Replicates[0].BaselineRankings, Is.Null);
    }

    [Test]
    public void Read_RanksThatAreNone_AreRefused()
    {
        Write("p.csv", "label,candidate,candidate_top_1,candidate_top_2\nc,a,a,b\nb,a,a,a\n");
        AssertProblem(() => Read("p.csv", new PredictionRequest(false, [], null, Ranks: 2)), "MCI3079", "'candidate_top_2' repeats a class of a higher rank in row 2");
        AssertProblem(() => Read("p.csv", new PredictionRequest(false, [], null, Ranks: 3)), "MCI3071", "candidate_top_3");
    }

    private PredictionFile Read(string name, PredictionRequest request) => PredictionFile.Read(name, Folder, request);

    private PredictionFile Read(string name, bool needsBaseline = true, string[]? slices = null, string[]? classes = null) =>
        Read(name, new PredictionRequest(needsBaseline, slices ?? [], classes is null ? null : new ClassList(classes)));

    private void WriteAs(string name, string select)
    {
        var path = Path.Combine(Folder, name);
        var format = Path.GetExtension(name) switch { ".csv" => "csv, HEADER", ".parquet" => "parquet", _ => "json" };
        using var database = DuckDBDatabase.OpenInMemory([path]);
        database.Execute($"COPY ({select}) TO {DuckDBText.Literal(path)} (FORMAT {format})");
    }
}
