using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Starting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Starting;

/// <summary>What init writes is read as it was meant.</summary>
internal sealed class ConfigurationTextTests
{
    private static readonly GateDraft Plain = new() { Candidate = "models/a.onnx", Baseline = "base", Name = "shop-2026", Items = [(null, "holdout/items.csv")], Labels = "holdout/labels.csv" };

    [TestCase("models/my model: v2 #1.onnx")]
    [TestCase("models/it's.onnx")]
    [TestCase("models/\"quoted\".onnx")]
    [TestCase("models/größe,[x].onnx")]
    public void Of_OddPath_IsReadBack(string path) => Assert.That(Read(Plain with { Candidate = path }).Candidate.Text, Is.EqualTo(path));

    [Test]
    public void Of_OddClasses_AreReadBack()
    {
        string[] classes = ["0", "yes", "no", "null", "~", "<=50K", "a, b", "it's", "#x", "1.50"];
        Assert.That(Read(Plain with { Classes = classes }).Holdout.Classes, Is.EqualTo(classes));
    }

    [Test]
    public void Of_EverythingGiven_IsReadBack()
    {
        var columns = Enumerable.Range(0, 100).Select(number => $"column {number}").ToArray();
        var read = Read(Plain with
        {
            Baseline = "models/b.onnx",
            BaselineInputs = [],
            Items = [("ids", "x.npy"), ("mask", "y.npy")],
            Id = "labels",
            Exclude = ["label 1"],
            Inputs = [new InputEntry("image", columns, "0.0625", [10, 10]), new InputEntry("other", ["z"], null, null)],
            Output = "logits",
            Classes = ["a", "b"],
            Condition = "n - o > 0 +/- 0.01 /\\ d < 0.2 +/- 0.02",
            Reliability = "0.999",
            Mode = "fn-free",
            Adaptivity = "first-change",
            Steps = "none",
            Feedback = "estimates",
            Budget = "5000",
            LabelsPerRun = "100",
            Remote = "none",
            Notes = ["one note"],
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Holdout.Inputs["image"].From, Is.EqualTo(columns));
            Assert.That((read.Holdout.Inputs["image"].Scale, read.Holdout.Inputs["image"].Shape!.Count), Is.EqualTo((0.0625, 2)));
            Assert.That(read.Baseline!.Inputs, Is.Empty);
            Assert.That(read.Holdout.Id, Is.InstanceOf<IdSource.FromLabels>());
            Assert.That((read.Gate.Mode, read.Gate.Adaptivity, read.Gate.Steps, read.Gate.Feedback), Is.EqualTo((Mode.FnFree, Adaptivity.FirstChange, (int?)null, Feedback.Estimates)));
            Assert.That((read.Budget.Labels, read.Budget.LabelsPerRun, read.Ledger.Remote), Is.EqualTo((5000, 100, (string?)null)));
            Assert.That(read.Gate.Condition.Clauses, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void Of_Loss_IsReadBack() => Assert.That(Read(Plain with { Loss = ("squared", "0, 4") }).Holdout.Loss, Is.EqualTo(new LossSettings(LossKind.Squared, 0, 4)));

    [Test]
    public void Of_Threshold_OfTheCandidateAlone_IsReadBack()
    {
        var read = Read(Plain with { Baseline = "b.onnx", Output = "p", Threshold = "0.3", IsOutputOfCandidate = true });
        Assert.That((read.Candidate.Output, read.Holdout.Output), Is.EqualTo((new OutputSettings("p", 0.3), (OutputSettings?)null)));
    }

    [Test]
    public void Of_ControlCharacter_IsRefused() =>
        Assert.That(Assert.Throws<ModelCIException>(() => ConfigurationText.Of(Plain with { Candidate = "a\nb.onnx" }))!.Problems[0].Code, Is.EqualTo("MCI1048"));

    [Test]
    public void Of_Always_NamesTheSchemaFirst()
    {
        var text = ConfigurationText.Of(Plain);
        Assert.That(text, Does.StartWith($"# yaml-language-server: $schema={ConfigurationText.Schema}\n"));
        Assert.That(File.Exists(Golden.PathOf(ConfigurationText.Schema.Split("/main/")[1])), "the address is that of a file of this repository");
    }

    [Test]
    public void Words_OfFlags_AreThoseOfTheKeys()
    {
        var gate = (ValueShape.Mapping)ConfigurationKeys.Root.Keys.Single(key => key.Name == "gate").Shape;
        var flags = new InitFlags();
        foreach (var (option, key) in new[] { (flags.Question.Mode, "mode"), (flags.Account.Adaptivity, "adaptivity"), (flags.Feedback, "feedback") })
        {
            var words = ((ValueShape.Word)gate.Keys.Single(known => known.Name == key).Shape).Allowed;
            var offered = CommandLine.Root().Parse($"init {option.Name} ").GetCompletions().Select(item => item.Label);
            Assert.That(offered, Is.EquivalentTo(words));
        }
    }

    private static GateConfiguration Read(GateDraft draft) => ConfigurationReader.Parse(ConfigurationText.Of(draft), "modelci.yml", "/repository");
}
