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
    private static readonly OutputPlan LabelPlan = new("label", OutputKind.Label, ElementType.String, 1);
    private static readonly OutputPlan ScoresPlan = new("probabilities", OutputKind.Scores, ElementType.Float32, 2);
    private static readonly OutputPlan RankedPlan = ScoresPlan with { Depth = 1 };

    private static PredictionTask Regression => new(ClassList.None, new NumberTable());

    private static PredictionTask TopK => new(Worker.TwoClasses, Rankings: new RankingTable(1));

    [Test]
    public void Select_LabelBesideScoresAndZipMap_TakesTheLabel() =>
        Assert.That(Plans(null, Probabilities, ZipMap, Label), Is.EqualTo(new[] { LabelPlan, ScoresPlan }));

    [Test]
    public void Select_OnlyScores_TakesThem() =>
        Assert.That(Plans(null, Probabilities, ZipMap), Is.EqualTo(new[] { ScoresPlan }));

    [Test]
    public void Select_NamedScoresBesideLabel_TakesTheNamed() =>
        Assert.That(Plans(new("probabilities", null), Probabilities, Label), Is.EqualTo(new[] { ScoresPlan, LabelPlan }));

    [Test]
    public void Select_LabelBesideTwoScores_ComparesWithNone() =>
        Assert.That(Plans(null, Probabilities, Tensor("logits", ElementType.Float32, -1, 2), Label), Is.EqualTo(new[] { LabelPlan }));

    [Test]
    public void Select_NoDeclaredShape_IsCheckedWhenItRuns() =>
        Assert.That(Plans(null, Tensor("scores", ElementType.Float32)), Is.EqualTo(new[] { new OutputPlan("scores", OutputKind.Scores, ElementType.Float32, 2) }));

    [Test]
    public void Select_Threshold_TakesTheProbability() =>
        Assert.That(Plans(new("p", 0.7), Probability, Probabilities), Is.EqualTo(new[] { new OutputPlan("p", OutputKind.Threshold, ElementType.Float32, 1, 0.7) }));

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
    public void Select_OnlySequences_SaysSo() => Assert.That(ProblemOf(null, ZipMap).Fix, Does.StartWith("scores as maps cannot be read: export them as a tensor"));

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

    [Test]
    public void Select_TopKOfScores_TheyDecideAndRank() => Assert.That(Ranked(null, Probabilities), Is.EqualTo(new[] { RankedPlan }));

    [Test]
    public void Select_TopKOfLabelAndScores_LabelDecidesAndScoresRank() =>
        Assert.That(Ranked(null, Probabilities, Label, ZipMap), Is.EqualTo(new[] { LabelPlan, RankedPlan }));

    [Test]
    public void Select_TopKOfAThreshold_ScoresRank() =>
        Assert.That(Ranked(new("p", 0.7), Probability, Probabilities).Select(plan => plan.Kind), Is.EqualTo(new[] { OutputKind.Threshold, OutputKind.Scores }));

    [Test]
    public void Select_TopKWithoutScores_NeedsThem()
    {
        var problem = ProblemOf(null, TopK, Label, Tensor("other", ElementType.Float32, -1, 5));

        Assert.That(problem.Code, Is.EqualTo("MCI2006"));
        Assert.That(problem.What, Is.EqualTo(
            "top-k needs scores, and no output of the model is a row of one float per class; the outputs are 'label: string [N]', 'other: float32 [N,5]'"));
        Assert.That(ProblemOf(null, TopK, Label, ZipMap).Fix, Does.Contain("'zipmap': False"));
    }

    [Test]
    public void Select_TopKOfSeveralScores_AsksToChoose() =>
        Assert.That(ProblemOf(null, TopK, Label, Probabilities, Tensor("logits", ElementType.Float32, -1, 2)).What, Does.StartWith("top-k needs scores, and several outputs could be them"));

    [TestCase(ElementType.Float32)]
    [TestCase(ElementType.Float16)]
    [TestCase(ElementType.Int32)]
    public void Select_Regression_TakesTheNumber(ElementType type) =>
        Assert.That(Plans(null, Regression, Label, Probabilities, Tensor("y", type, -1, 1)), Is.EqualTo(new[] { new OutputPlan("y", OutputKind.Number, type, 1) }));

    [Test]
    public void Select_RegressionOfTwoNumbers_AsksToChoose()
    {
        Assert.That(ProblemOf(null, Regression, Probability, Tensor("deviation", ElementType.Float32, -1)).Fix, Is.EqualTo("choose one, such as 'output: p'"));
        Assert.That(Plans(new("p", null), Regression, Probability, Tensor("deviation", ElementType.Float32, -1))[0].Name, Is.EqualTo("p"));
    }

    [Test]
    public void Select_RegressionWithoutNumber_SaysSo() =>
        Assert.That(ProblemOf(null, Regression, Label, Probabilities).What, Does.StartWith("holdout.loss asks for a number per item, and no output of the model is one"));

    [TestCase("label", null, "holdout.loss asks for a number per item, and the output 'label: string [N]' is none")]
    [TestCase("probabilities", null, "holdout.loss asks for a number per item, and the output 'probabilities: float32 [N,2]' is none")]
    [TestCase("p", 0.5, "a threshold chooses between two classes, and holdout.loss takes the output 'p: float32 [N,1]' as the number that is predicted")]
    public void Select_RegressionOfAnotherOutput_SaysSo(string name, double? threshold, string what) =>
        Assert.That(ProblemOf(new(name, threshold), Regression, Label, Probabilities, Probability).What, Is.EqualTo(what));

    private static IReadOnlyList<OutputPlan> Ranked(OutputSettings? settings, params ValueDescription[] outputs) => Plans(settings, TopK, outputs);

    private static IReadOnlyList<OutputPlan> Plans(OutputSettings? settings, params ValueDescription[] outputs) =>
        Plans(settings, new PredictionTask(Worker.TwoClasses), outputs);

    private static IReadOnlyList<OutputPlan> Plans(OutputSettings? settings, PredictionTask task, params ValueDescription[] outputs)
    {
        var problems = new List<Problem>();
        var plans = OutputSelector.Select(Source(settings), new ModelDescription([], outputs), task, problems);
        Assert.That(problems, Is.Empty);
        return plans!;
    }

    private static Problem ProblemOf(OutputSettings? settings, params ValueDescription[] outputs) =>
        ProblemOf(settings, new PredictionTask(Worker.TwoClasses), outputs);

    private static Problem ProblemOf(OutputSettings? settings, PredictionTask task, params ValueDescription[] outputs)
    {
        var problems = new List<Problem>();
        Assert.That(OutputSelector.Select(Source(settings), new ModelDescription([], outputs), task, problems), Is.Null);
        return problems.Single();
    }

    private static ModelSource Source(OutputSettings? settings) => new("candidate", "m.onnx", "m.onnx", Worker.NoInputs, settings);

    private static ValueDescription Tensor(string name, ElementType type, params int[] dimensions) =>
        new(name, ValueKind.Tensor, type, type.ToString().ToLowerInvariant(), dimensions);
}
