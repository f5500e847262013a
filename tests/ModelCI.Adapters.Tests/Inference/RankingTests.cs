using ModelCI.Core.Items;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>The classes with the highest scores.</summary>
internal sealed class RankingTests
{
    private static readonly ClassList Four = new(["a", "b", "c", "d"]);

    // Scores of four classes and a label.
    private static readonly ItemPool Items = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32,
        [0.1f, 0.2f, 0.4f, 0.3f, 2, 1, 1, 1, 1, 0, 0, 5, 7, 7, 3, -1, -2, -1, -2, 1], 5));

    [TestCase(1, "c | a | c | a")]
    [TestCase(2, "cd | ab | cd | ac")]
    [TestCase(3, "cdb | abc | cdb | acb")]
    public void PredictAll_LabelBesideScores_LabelDecidesAndScoresRank(int depth, string expected)
    {
        var task = new PredictionTask(Four, Rankings: new RankingTable(depth));
        var candidate = Worker.Predict("label_and_scores", Items, task).Candidate!;

        Assert.That(candidate.Answers, Is.EqualTo(new[] { 2, 0, 3, 1 }));
        Assert.That(Text(task.Rankings!, candidate.Rankings!), Is.EqualTo(expected));
        Assert.That(candidate.Findings.LabelDiffersFromScores, Is.EqualTo(2));
        Assert.That(candidate.Findings.Ties, Is.EqualTo(3));
    }

    [Test]
    public void PredictAll_NamedScores_DecideAsWell()
    {
        var task = new PredictionTask(Four, Rankings: new RankingTable(2));
        var candidate = Worker.Predict("label_and_scores", Items, task, new("scores", null)).Candidate!;

        Assert.That(candidate.Answers, Is.EqualTo(new[] { 2, 0, 2, 0 }));
        Assert.That(Text(task.Rankings!, candidate.Rankings!), Is.EqualTo("cd | ab | cd | ac"));
        Assert.That(candidate.Findings.LabelDiffersFromScores, Is.EqualTo(2));
    }

    [Test]
    public void PredictAll_RandomScores_RankAsAStableSortDoes()
    {
        var random = new Random(5);
        // Few values, so that ties are many.
        var scores = Enumerable.Range(0, 300 * 5).Select(index => index % 5 == 4 ? 0 : (float)random.Next(4)).ToArray();
        var task = new PredictionTask(Four, Rankings: new RankingTable(3));
        var candidate = Worker.Predict("label_and_scores", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, scores, 5)), task).Candidate!;

        Assert.That(candidate.Rankings!.Select(index => task.Rankings![index].ToArray()), Is.EqualTo(scores.Chunk(5).Select(Sorted)));

        static int[] Sorted(float[] row) => [.. Enumerable.Range(0, 4).OrderByDescending(column => row[column]).Take(3)];
    }

    [Test]
    public void PredictAll_NaNInScoresThatRank_Code2008()
    {
        var items = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [0, 1, float.NaN, 0, 1f], 5));

        Assert.That(Worker.Problem("label_and_scores", items, new PredictionTask(Four, Rankings: new RankingTable(2))).Code, Is.EqualTo("MCI2008"));
        // Without rankings nothing depends on them: they differ from any label.
        Assert.That(Worker.Predict("label_and_scores", items, Four).Candidate!.Findings.LabelDiffersFromScores, Is.EqualTo(1));
    }

    [Test]
    public void ReadInOrder_Rankings_AreThoseOfTheRow()
    {
        var task = new PredictionTask(Four, Rankings: new RankingTable(2));
        using var predictor = PairPredictor.Start(
            Worker.Command, Worker.Source(Worker.FileOf("label_and_scores")), Worker.Source(Worker.FileOf("label_and_scores"), new("scores", null)), Worker.Limits);
        predictor.Bind(Items, task);
        var pairs = predictor.ReadInOrder([3, 1, 2, 0]);
        var read = Enumerable.Range(0, 4).Select(pairs.Read).ToArray();

        Assert.That(Text(task.Rankings!, read.Select(pair => pair.CandidateRanking)), Is.EqualTo("ac | ab | cd | cd"));
        Assert.That(Text(task.Rankings!, read.Select(pair => pair.BaselineRanking)), Is.EqualTo("ac | ab | cd | cd"));
        Assert.That(read.Select(pair => (pair.Candidate, pair.Baseline)), Is.EqualTo(new[] { (1, 0), (0, 0), (3, 2), (2, 2) }));
    }

    private static string Text(RankingTable table, IEnumerable<int> rankings) =>
        string.Join(" | ", rankings.Select(index => string.Concat(table[index].ToArray().Select(label => Four.Names[label]))));
}
