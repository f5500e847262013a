using ModelCI.Core.Items;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>What is noticed about models while they run.</summary>
internal sealed class FindingsTests
{
    private const int Count = 1000;

    private static readonly ItemPool Items = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, Scores(), 2));

    [Test]
    public void PredictAll_SoundModel_NothingToReport() =>
        Assert.That(Find("scores_float"), Is.EqualTo(new ModelFindings(0, 0, 128, 0, HasConstantScores: false)));

    [Test]
    public void PredictAll_ConstantScores_AreTiesEverywhere() =>
        Assert.That(Find("constant"), Is.EqualTo(new ModelFindings(Count, 0, 128, 0, HasConstantScores: true)));

    [Test]
    public void PredictAll_OneItem_IsNotCalledConstant() =>
        Assert.That(Worker.Predict("scores_float", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f], 2))).Candidate!.Findings,
            Is.EqualTo(new ModelFindings(0, 0, 1, 0, HasConstantScores: false)));

    [TestCase("random")]
    [TestCase("batch_mean")]
    [TestCase("batch_mean_fixed4")]
    public void PredictAll_ItemsThatDependOnCompanionsOrChance_AreCounted(string model) =>
        Assert.That(Find(model).SampleDiffers, Is.InRange(20, 108));

    [TestCase("random", 20)]
    [TestCase("batch_mean", 20)]
    [TestCase("batch_mean_fixed4", 20)]
    [TestCase("scores_float", 0)]
    public void ReadInOrder_Sample_IsCheckedBeforeTheReading(string model, int least)
    {
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf(model)), null, Worker.Limits);
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses));
        var pairs = predictor.ReadInOrder([.. Enumerable.Range(0, Count)]);

        Assert.That(pairs.CandidateFindings.SampleSize, Is.EqualTo(128));
        Assert.That(pairs.CandidateFindings.SampleDiffers, Is.InRange(least, least == 0 ? 0 : 108));
        Assert.That(pairs.BaselineFindings, Is.Null);
        Assert.That((pairs.ItemsInferred, pairs.WorkerItemsInferred()), Is.EqualTo((0, 0)));
    }

    [TestCase("probability", 0)]
    [TestCase("number_random", 100)]
    public void PredictAll_Regression_CountsMoreThanRounding(string model, int least)
    {
        var task = new PredictionTask(ClassList.None, new NumberTable());
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [.. Enumerable.Range(0, Count).Select(row => (float)row)]));
        var findings = Worker.Predict(model, pool, task).Candidate!.Findings;

        Assert.That(findings.SampleDiffers, Is.InRange(least, least == 0 ? 0 : 128));
        Assert.That((findings.Ties, findings.LabelDiffersFromScores, findings.HasConstantScores), Is.EqualTo((0, 0, false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void PredictAll_OneModelIsNotWanted_OnlyTheOtherRuns(bool wantsCandidate)
    {
        using var predictor = PairPredictor.Start(
            Worker.Command, Worker.Source(Worker.FileOf("two_scores"), new("first", null)),
            Worker.Source(Worker.FileOf("two_scores"), new("second", null), "baseline"), Worker.Limits);
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses), wantsCandidate, !wantsCandidate);
        var result = predictor.PredictAll(null, CancellationToken.None);

        var expected = Scores().Chunk(2).Select(row => (row[0] > row[1]) == wantsCandidate ? 0 : 1);
        Assert.That((wantsCandidate ? result.Candidate : result.Baseline)!.Answers, Is.EqualTo(expected));
        Assert.That(wantsCandidate ? result.Baseline : result.Candidate, Is.Null);
        Assert.That(() => predictor.ReadInOrder([0]), Throws.InvalidOperationException);
    }

    [Test]
    public void Bind_ModelThatIsNotWanted_NeedNotFit()
    {
        using var predictor = PairPredictor.Start(
            Worker.Command, Worker.Source(Worker.FileOf("scores_float")), Worker.Source(Worker.FileOf("text_and_number"), role: "baseline"), Worker.Limits);
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses), wantsBaseline: false);

        Assert.That(predictor.PredictAll(null, CancellationToken.None).Candidate!.Answers, Has.Length.EqualTo(Count));
    }

    [Test]
    public void PredictAll_NoModelIsWanted_IsEmpty()
    {
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits);
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses), wantsCandidate: false);

        Assert.That(predictor.PredictAll(null, CancellationToken.None), Is.EqualTo(new PairPredictions(null, null)));
    }

    private static ModelFindings Find(string model) => Worker.Predict(model, Items).Candidate!.Findings;

    /// <summary>Two scores that are each other's equals on average, so that what is subtracted from them decides.</summary>
    private static float[] Scores()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, 2 * Count).Select(_ => random.NextSingle())];
    }
}
