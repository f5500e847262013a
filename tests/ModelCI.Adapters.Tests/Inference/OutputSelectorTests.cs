using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;
using ModelCI.Inference.Mapping;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

internal sealed class OutputSelectorTests
{
    private static readonly ValueDescription Label = Tensor("label", ElementType.String, -1);
    private static readonly ValueDescription Probabilities = Tensor("probabilities", ElementType.Float32, -1, 2);
    private static readonly ValueDescription Probability = Tensor("p", ElementType.Float32, -1, 1);
    private static readonly ValueDescription ZipMap = new("zipmap", ValueKind.Sequence, null, "sequence", []);

    [Test]
    public void Select_LabelBesideScoresAndZipMap_TakesTheLabel() =>
        Assert.That(Plan(null, Probabilities, ZipMap, Label), Is.EqualTo(new OutputPlan("label", OutputKind.Label, ElementType.String, 1, 0)));

    [Test]
    public void Select_OnlyScores_TakesThem() =>
        Assert.That(Plan(null, Probabilities, ZipMap), Is.EqualTo(new OutputPlan("probabilities", OutputKind.Scores, ElementType.Float32, 2, 0)));

    [Test]
    public void Select_NamedScoresBesideLabel_TakesTheNamed() =>
        Assert.That(Plan(new("probabilities", null), Probabilities, Label).Kind, Is.EqualTo(OutputKind.Scores));

    [Test]
    public void Select_NoDeclaredShape_IsCheckedWhenItRuns() =>
        Assert.That(Plan(null, Tensor("scores", ElementType.Float32)), Is.EqualTo(new OutputPlan("scores", OutputKind.Scores, ElementType.Float32, 2, 0)));

    [Test]
    public void Select_Threshold_TakesTheProbability() =>
        Assert.That(Plan(new("p", 0.7), Probability), Is.EqualTo(new OutputPlan("p", OutputKind.Threshold, ElementType.Float32, 1, 0.7)));

    [Test]
    public void Select_UnknownName_SuggestsTheNearest()
    {
        var problem = ProblemOf(new("lable", null), Label, Probabilities);

        Assert.That(problem.What, Is.EqualTo("'output' names 'lable', but the model's outputs are 'label: string [N]', 'probabilities: float32 [N,2]'"));
        Assert.That(problem.Fix, Is.EqualTo("did you mean 'label'?"));
    }

    [Test]
    public void Select_TwoLabels_AsksToChoose()
    {
        var problem = ProblemOf(null, Label, Tensor("other", ElementType.Int64, -1, 1));

        Assert.That(problem.What, Does.StartWith("several outputs could decide"));
        Assert.That(problem.Fix, Is.EqualTo("choose one, such as 'output: label'"));
    }

    [Test]
    public void Select_TwoScores_AsksToChoose() => Assert.That(ProblemOf(null, Probabilities, Tensor("logits", ElementType.Float32, -1, 2)).Code, Is.EqualTo("MCI2006"));

    [Test]
    public void Select_OnlySequences_SaysSo() => Assert.That(ProblemOf(null, ZipMap).What, Does.StartWith("no output of the model is a label"));

    [Test]
    public void Select_NamedSequence_DecidesNothing() => Assert.That(ProblemOf(new("zipmap", null), ZipMap, Label).What, Does.StartWith("the output 'zipmap: sequence' is neither"));

    [Test]
    public void Select_OneColumnWithoutThreshold_AsksForIt() =>
        Assert.That(ProblemOf(null, Probability).Fix, Is.EqualTo("if it is the probability of class 1, set 'output: { name: p, threshold: 0.5 }'"));

    [Test]
    public void Select_ThresholdOnLabel_DoesNotApply() => Assert.That(ProblemOf(new("label", 0.5), Label).What, Does.StartWith("a threshold needs two classes"));

    [Test]
    public void Select_OtherNumberOfColumns_NamesTheClasses() =>
        Assert.That(ProblemOf(null, Tensor("scores", ElementType.Float32, -1, 5)).What, Does.Contain("5 classes, but there are 2: 'no', 'yes'"));

    private static OutputPlan Plan(OutputSettings? settings, params ValueDescription[] outputs)
    {
        var problems = new List<Problem>();
        var plan = OutputSelector.Select(Source(settings), new ModelDescription([], outputs), Worker.TwoClasses, problems);
        Assert.That(problems, Is.Empty);
        return plan!;
    }

    private static Problem ProblemOf(OutputSettings? settings, params ValueDescription[] outputs)
    {
        var problems = new List<Problem>();
        Assert.That(OutputSelector.Select(Source(settings), new ModelDescription([], outputs), Worker.TwoClasses, problems), Is.Null);
        return problems.Single();
    }

    private static ModelSource Source(OutputSettings? settings) => new("candidate", "m.onnx", "m.onnx", Worker.NoInputs, settings);

    private static ValueDescription Tensor(string name, ElementType type, params int[] dimensions) =>
        new(name, ValueKind.Tensor, type, type.ToString().ToLowerInvariant(), dimensions);
}
