using ModelCI.Core.Configuration;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Test]
    public void Read_RequiredKeysOnly_FillsTheDefaults()
    {
        var configuration = Sample.Read(Sample.Minimal);
        Assert.Multiple(() =>
        {
            Assert.That(configuration.Candidate, Is.EqualTo(
                new ModelSettings("models/new.onnx", new ModelLocation.LocalFile("models/new.onnx"), null, null)));
            Assert.That(configuration.Baseline!.Location, Is.InstanceOf<ModelLocation.AtBase>());
            Assert.That(configuration.Gate with { Condition = null! }, Is.EqualTo(new GateSettings(
                null!, 0.999, Mode.FpFree, Adaptivity.Full, null, Feedback.Verdict, AccountingScheme.Universal, DecisionMethod.Sequential, Reading.Whole)));
            Assert.That(configuration.Gate.Condition.ToString(), Is.EqualTo("n - o > 0 +/- 0.01"));
            Assert.That(configuration.Budget, Is.EqualTo(new BudgetSettings(null, null, null)));
            Assert.That(configuration.Ledger, Is.EqualTo(new LedgerSettings("origin", IsDefault: true)));
            Assert.That(configuration.Limits, Is.EqualTo(new LimitSettings(4L << 30, 20)));
            Assert.That(configuration.Templates, Is.Null);
            Assert.That(configuration.Holdout.Id, Is.InstanceOf<IdSource.Default>());
            Assert.That(configuration.Holdout.Inputs, Is.Empty);
            Assert.That(configuration.Holdout.Classes, Is.Null);
            Assert.That(configuration.Holdout.Account, Is.Null);
        });
    }

    [TestCase("feedback: reason", Feedback.Reason, Adaptivity.Full)]
    [TestCase("adaptivity: none", Feedback.Verdict, Adaptivity.None)]
    [TestCase("adaptivity: first-change\n  feedback: reason", Feedback.Reason, Adaptivity.FirstChange)]
    public void Read_FeedbackAndAdaptivity_AreThere(string lines, Feedback feedback, Adaptivity adaptivity)
    {
        var gate = Sample.Read(Sample.With("gate: " + lines)).Gate;
        Assert.That((gate.Feedback, gate.Adaptivity), Is.EqualTo((feedback, adaptivity)));
    }

    [Test]
    public void Read_EveryKey_ReadsEveryValue()
    {
        var configuration = Sample.Read(File.ReadAllText(Golden.PathOf("tests/ModelCI.Cli.Tests/Configuration/every-key.yml")));
        var holdout = configuration.Holdout;
        Assert.Multiple(() =>
        {
            Assert.That(configuration.Candidate.Location, Is.EqualTo(new ModelLocation.AtRevision("v1.0", "models/new.onnx")));
            Assert.That(configuration.Candidate.Inputs!["x"].From, Is.EqualTo(new[] { "pixels" }));
            Assert.That(configuration.Candidate.Output, Is.EqualTo(new OutputSettings("p", 0.25)));
            Assert.That(configuration.Baseline, Is.EqualTo(new ModelSettings("old.onnx", new ModelLocation.LocalFile("old.onnx"), null, null)));
            Assert.That(((ItemsSource.Arrays)holdout.Items).Files, Is.EqualTo(new Dictionary<string, string> { ["images"] = "a.npy", ["ages"] = "b.npy" }));
            Assert.That(holdout.Id, Is.EqualTo(new IdSource.FromLabels()));
            Assert.That(holdout.Labels, Is.EqualTo(new LabelsSource.LabelFile("labels.csv")));
            Assert.That(holdout.Inputs["image"].From, Is.EqualTo(new[] { "images" }));
            Assert.That(holdout.Inputs["image"].Scale, Is.EqualTo(1 / 255.0));
            Assert.That(holdout.Inputs["image"].Shape, Is.EqualTo(new[] { 1, 28, 28 }));
            Assert.That(holdout.Inputs["table"].From, Is.EqualTo(new[] { "age", "income" }));
            Assert.That(holdout.Inputs["own"].From, Is.Empty);
            Assert.That(holdout.Output, Is.EqualTo(new OutputSettings("logits", null)));
            Assert.That(holdout.Classes, Is.EqualTo(new[] { "01", "true" }), "the text as written");
            Assert.That(holdout.SliceNames, Is.EqualTo(new[] { "women", "men" }));
            Assert.That(holdout.Exclude, Is.EqualTo(new[] { "emotion" }));
            Assert.That(holdout.Account, Is.EqualTo(new string('0', 58) + "c0ffee"));
            Assert.That(configuration.Gate.Condition.Clauses, Has.Count.EqualTo(4));
            Assert.That(configuration.Gate with { Condition = null!, EverySlice = null }, Is.EqualTo(new GateSettings(
                null!, 0.9999, Mode.FnFree, Adaptivity.FirstChange, 32, Feedback.Estimates, AccountingScheme.Universal, DecisionMethod.Sequential, Reading.Lazy)));
            Assert.That(configuration.Budget, Is.EqualTo(new BudgetSettings(5000, 1000, new LabelCost(0.08m, "EUR"))));
            Assert.That(configuration.Ledger, Is.EqualTo(new LedgerSettings(null, IsDefault: false)));
            Assert.That(configuration.Limits, Is.EqualTo(new LimitSettings(512L << 20, 2.5)));
            Assert.That(configuration.Templates, Is.EqualTo("my-templates"));
        });
    }

    [Test]
    public void Read_BaselineNone_HasNoBaseline()
    {
        var text = Sample.Changed("baseline", "baseline: none").Replace("n - o > 0", "n > 0.8", StringComparison.Ordinal);
        Assert.That(Sample.Read(text).Baseline, Is.Null);
    }

    [Test]
    public void Read_LabelColumn_ReadsTheColumn() =>
        Assert.That(Sample.Read(Sample.Changed("labels", "labels: { column: income }")).Holdout.Labels, Is.EqualTo(new LabelsSource.Column("income")));

    [Test]
    public void Read_NamedRemote_IsNoDefault() =>
        Assert.That(Sample.Read(Sample.With("ledger: remote: upstream")).Ledger, Is.EqualTo(new LedgerSettings("upstream", IsDefault: false)));

    [Test]
    public void Read_AnchorsAndAliases_ReadAsTheirValue()
    {
        var text = Sample.With("holdout: inputs: { a: &columns [x, y], b: *columns }");
        Assert.That(Sample.Read(text).Holdout.Inputs["b"].From, Is.EqualTo(new[] { "x", "y" }));
    }

    [Test]
    public void Read_BlockCondition_IsOneLine()
    {
        var text = Sample.Changed("condition", "condition: >\n    n - o > 0 +/- 0.01\n    and d < 0.2 +/- 0.02");
        Assert.That(Sample.Read(text).Gate.Condition.Source, Is.EqualTo("n - o > 0 +/- 0.01 and d < 0.2 +/- 0.02"));
    }
}
