using ModelCI.Core.Items;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Models that predict numbers.</summary>
internal sealed class RegressionTests
{
    private PredictionTask _task = null!;

    [SetUp]
    public void NewTask() => _task = new PredictionTask(ClassList.None, new NumberTable());

    [TestCase("probability", new[] { 0.5, -2, 0.5, 1e30 }, new[] { 0.5, -2, 0.5, 1e30f })]
    [TestCase("number_double", new[] { 0.1, -0.0, 1e300, -1e-300 }, new[] { 0.1, 0, 1e300, -1e-300 })]
    [TestCase("number_half", new[] { 0.5, -2, 0.3, 65504 }, new[] { 0.5, -2, 0.300048828125, 65504 })]
    [TestCase("label_int64", new[] { 3.0, -4, 3, 1L << 40 }, new[] { 3.0, -4, 3, 1L << 40 })]
    [TestCase("label_uint8", new[] { 3.0, 255, 3, 0 }, new[] { 3.0, 255, 3, 0 })]
    public void PredictAll_NumbersOfAnyType_AreIndicesOfTheTable(string model, double[] given, double[] expected)
    {
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float64, given));
        var result = Worker.Predict(model, pool, _task);

        Assert.That(result.Candidate!.Answers.Select(index => _task.Numbers![index]), Is.EqualTo(expected));
        Assert.That(result.Candidate!.Rankings, Is.Null);
    }

    [Test]
    public void PredictAll_TwoModels_ShareTheTable()
    {
        var pool = Worker.Pool(TextColumn.Of("text", ["a", "b"]), ArrayColumn.Of("x", ElementType.Float32, [7f, 8f]));
        using var predictor = PairPredictor.Start(
            Worker.Command, Worker.Source(Worker.FileOf("probability")), Worker.Source(Worker.FileOf("text_and_number"), role: "baseline"), Worker.Limits);
        predictor.Bind(pool, _task);
        var result = predictor.PredictAll(null, CancellationToken.None);

        Assert.That(result.Baseline!.Answers, Is.EqualTo(result.Candidate!.Answers));
        Assert.That(_task.Numbers!.Count, Is.EqualTo(2));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void PredictAll_NoFiniteNumber_Code2008(float value)
    {
        var problem = Worker.Problem("probability", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, value])), _task);

        Assert.That(problem.Code, Is.EqualTo("MCI2008"));
        Assert.That(problem.What, Is.EqualTo("the output 'p' holds NaN or infinite numbers"));
    }

    [Test]
    public void PredictAll_UndeclaredShapeOfSeveralColumns_Code2006()
    {
        var problem = Worker.Problem("scores_free", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 3f], 3)), _task);

        Assert.That(problem.Code, Is.EqualTo("MCI2006"));
        Assert.That(problem.What, Is.EqualTo("the output 'scores' came out as [1,3], which is not one number per item"));
    }

    [Test]
    public void PredictAll_ScalarOfOneRowPerRun_IsTheNumber()
    {
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 0f, 5f, -3f, 1f], 2));

        Assert.That(Worker.Predict("scalar_fixed1", pool, _task).Candidate!.Answers.Select(index => _task.Numbers![index]), Is.EqualTo(new[] { 3, 5, -2.0 }));
    }
}
