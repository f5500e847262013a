using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Small models through a real worker: types, shapes and batches.</summary>
internal sealed class WorkerPredictionTests
{
    private static readonly ClassList Sevens = new(["3", "7"]);

    [TestCase("scores_float")]
    [TestCase("scores_double")]
    [TestCase("scores_half")]
    [TestCase("scores_fixed4")]
    [TestCase("scores_free")]
    public void PredictAll_Scores_ArgmaxAndTiesToTheLowest(string model)
    {
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Int16, new short[] { 1, 2, 5, 5, 4, 3, 0, 9, 7, 7, -2, -3 }, 2));

        var result = Worker.Predict(model, pool);

        Assert.That(result.Candidate!.Answers, Is.EqualTo(new[] { 1, 0, 0, 1, 0, 0 }));
        Assert.That(result.Candidate!.Findings.Ties, Is.EqualTo(2));
        Assert.That(result.Baseline, Is.Null);
    }

    [TestCase("label_int32", ElementType.Float64)]
    [TestCase("label_int64", ElementType.Float64)]
    [TestCase("label_uint8", ElementType.Float64)]
    [TestCase("label_string_of_int", ElementType.Float64)]
    public void PredictAll_WholeNumbersInAFloatColumn_FeedIntegers(string model, ElementType type)
    {
        var result = Worker.Predict(model, Worker.Pool(ArrayColumn.Of("x", type, [3.0, 7.0, 7.0])), Sevens);

        Assert.That(result.Candidate!.Answers, Is.EqualTo(new[] { 0, 1, 1 }));
    }

    [Test]
    public void PredictAll_BoolLabel_IsThePosition()
    {
        var result = Worker.Predict("label_bool", Worker.Pool(ArrayColumn.Of("x", ElementType.Int64, [1L, 0L])));

        Assert.That(result.Candidate!.Answers, Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void PredictAll_TextAndFixedBatch_PaddingIsDropped()
    {
        var result = Worker.Predict("label_string_fixed3", Worker.Pool(TextColumn.Of("x", ["no", "yes", "no", "yes"])));

        Assert.That(result.Candidate!.Answers, Is.EqualTo(new[] { 0, 1, 0, 1 }));
    }

    [Test]
    public void PredictAll_Threshold_ReachedIsClassOne()
    {
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [0.69f, 0.7f, 0.71f]));

        var result = Worker.Predict("probability", pool, output: new OutputSettings("p", 0.7));

        Assert.That(result.Candidate!.Answers, Is.EqualTo(new[] { 0, 1, 1 }));
    }

    [Test]
    public void PredictAll_ListOfColumns_InterleavesThem()
    {
        var pool = Worker.Pool(ArrayColumn.Of("a", ElementType.UInt8, new byte[] { 1, 2, 9 }), ArrayColumn.Of("b", ElementType.Float64, [1.5, 1.5, 0.5]));
        var inputs = new Dictionary<string, InputSettings> { ["x"] = new(["a", "b"], null, null) };
        using var predictor = ModelCI.Inference.PairPredictor.Start(
            Worker.Command, Worker.Source(Worker.FileOf("scores_float")) with { Inputs = inputs }, null, Worker.Limits);
        predictor.Bind(pool, new PredictionTask(Worker.TwoClasses));

        Assert.That(predictor.PredictAll(null, CancellationToken.None).Candidate!.Answers, Is.EqualTo(new[] { 1, 0, 0 }));
    }

    [Test]
    public void PredictAll_Int8InAndOut_IsTheLabel() =>
        Assert.That(Worker.Predict("label_int8", Worker.Pool(ArrayColumn.Of("x", ElementType.Int8, new sbyte[] { 7, 3 })), Sevens).Candidate!.Answers, Is.EqualTo(new[] { 1, 0 }));

    [TestCase(ElementType.Float16)]
    [TestCase(ElementType.Float32)]
    public void PredictAll_HalfInAndOut_DecidesInHalf(ElementType type)
    {
        // 2048 and 2049 are one number in binary16, 2048 and 2050 are two.
        var pool = type == ElementType.Float32
            ? Worker.Pool(ArrayColumn.Of("x", type, [2048f, 2049f, 2048f, 2050f], 2))
            : Worker.Pool(ArrayColumn.Of("x", type, new[] { (Half)2048, (Half)2049, (Half)2048, (Half)2050 }, 2));

        Assert.That(Worker.Predict("scores_half", pool).Candidate!.Answers, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void PredictAll_BoolsNamedFalseAndTrue_AreMeantByName() =>
        Assert.That(Worker.Predict("label_bool_of_int", Worker.Pool(ArrayColumn.Of("x", ElementType.UInt8, new byte[] { 1, 0 })), new ClassList(["True", "False"])).Candidate!.Answers,
            Is.EqualTo(new[] { 0, 1 }));

    [Test]
    public void PredictAll_SeveralInputsOfTextAndNumbers_EachGetsItsColumn()
    {
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float64, [0.5, 0.25]), TextColumn.Of("text", ["yes", "no"]));

        Assert.That(Worker.Predict("text_and_number", pool).Candidate!.Answers, Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void PredictAll_ClassOrder_IsThatOfTheList() =>
        Assert.That(Worker.Predict("scores_float", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f], 2)), new ClassList(["yes", "no"])).Candidate!.Answers, Is.EqualTo(new[] { 1 }));

    [Test]
    public void PredictAll_LabelBesideZipMap_LabelIsTakenAndTheMapIgnored() =>
        Assert.That(Worker.Predict("zipmap", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 3f, 1f], 2))).Candidate!.Answers, Is.EqualTo(new[] { 1, 0 }));

    [Test]
    public void PredictAll_OnlyZipMap_SaysHowToExport()
    {
        var problem = Worker.Problem("zipmap_only", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f], 2)));

        Assert.That(problem.Code, Is.EqualTo("MCI2006"));
        Assert.That(problem.What, Is.EqualTo("no output of the model is a label or a row of scores per class; the outputs are 'probabilities: sequence'"));
        Assert.That(problem.Fix, Does.Contain("options={'zipmap': False}"));
    }

    [Test]
    public void PredictAll_LabelBesideScores_CountsWhereTheyDiffer()
    {
        var pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 3f], 5));
        var candidate = Worker.Predict("label_and_scores", pool, new ClassList(["a", "b", "c", "d"])).Candidate!;

        Assert.That(candidate.Answers, Is.EqualTo(new[] { 0, 0, 3 }));
        Assert.That(candidate.Findings.LabelDiffersFromScores, Is.EqualTo(2));
        Assert.That(candidate.Findings.Ties, Is.Zero, "scores that do not decide have none that count");
    }
}
