using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Models and values that must end a run, each with its code.</summary>
internal sealed class WorkerFaultTests
{
    private static readonly ItemPool Pairs = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 0f, 0f, 3f, 1f], 2));

    [TestCase("scores_nan", "MCI2008", "the output 'scores' holds NaN or infinite scores")]
    [TestCase("leading_axis", "MCI2009", "the output 'scores' has the shape [1,2] for 3 rows: its first axis is not the batch")]
    [TestCase("two_scores", "MCI2006", "several outputs could decide: 'first: float [N,2]', 'second: float [N,2]'")]
    [TestCase("unknown_operator", "MCI2002", "ONNX Runtime cannot load 'unknown_operator.onnx': com.example:Nonsense")]
    public void PredictAll_BadModel_Code(string model, string code, string what)
    {
        var problem = Worker.Problem(model, Pairs);

        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.What, Does.StartWith(what));
        Assert.That(problem.Where, Is.EqualTo($"candidate {model}.onnx"));
    }

    [TestCase(1.5, "fractional values, but the input takes integers")]
    [TestCase(double.NaN, "missing values (NaN), but the input takes integers")]
    [TestCase(1e10, "values beyond the range of its type, but the input takes a narrower type")]
    [TestCase(double.NegativeInfinity, "values beyond the range of its type, but the input takes a narrower type")]
    public void PredictAll_ValueThatFitsNoInteger_TypeProblem(double value, string what)
    {
        var problem = Worker.Problem("label_int32", Worker.Pool(ArrayColumn.Of("x", ElementType.Float64, [0.0, value])));

        Assert.That(problem.Code, Is.EqualTo("MCI2005"));
        Assert.That(problem.What, Is.EqualTo($"the columns that feed the model input 'x' hold {what}"));
    }

    [Test]
    public void PredictAll_TwoForABool_TypeProblem() =>
        Assert.That(Worker.Problem("label_bool", Worker.Pool(ArrayColumn.Of("x", ElementType.Int64, [2L]))).Code, Is.EqualTo("MCI2005"));

    [Test]
    public void PredictAll_LabelOutsideTheClasses_NamesValueAndClasses()
    {
        var problem = Worker.Problem("label_string_fixed3", Worker.Pool(TextColumn.Of("x", ["maybe"])));

        Assert.That(problem.Code, Is.EqualTo("MCI2007"));
        Assert.That(problem.What, Is.EqualTo("the output 'label' says 'maybe', which is none of the classes 'no', 'yes'"));
    }

    [Test]
    public void PredictAll_UndeclaredShapeOfOtherColumns_OutputProblem()
    {
        var problem = Worker.Problem("scores_free", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 3f], 3)));

        Assert.That(problem.Code, Is.EqualTo("MCI2006"));
        Assert.That(problem.What, Does.Contain("came out as [1,3]"));
    }

    [Test]
    public void PredictAll_IndexOutOfBounds_ShowsNoValueOfAnItem()
    {
        var problem = Worker.Problem("gather", Worker.Pool(ArrayColumn.Of("x", ElementType.Int64, [0L, 7_351L])));

        Assert.That(problem.Code, Is.EqualTo("MCI2012"));
        Assert.That(problem.What, Does.Contain("out of data bounds").And.Not.Contain("7351"));
    }

    [Test]
    public void PredictAll_EndlessModel_IsEnded()
    {
        var problem = Worker.Problem("endless", Pairs, seconds: 1);

        Assert.That(problem.Code, Is.EqualTo("MCI2011"));
        Assert.That(problem.What, Is.EqualTo("the process that runs the model did not answer within 1 s and was ended"));
    }
}
