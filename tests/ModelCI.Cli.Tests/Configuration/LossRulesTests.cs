using ModelCI.Core.Configuration;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>holdout.loss makes a regression of the task.</summary>
public sealed class LossRulesTests
{
    private const string Declared = "holdout: loss: { kind: squared, range: [0, 2.5] }";

    [Test]
    public void Parse_Loss_IsRead()
    {
        var configuration = Sample.Read(Text("loss(n) - loss(o) < 0 +/- 0.05 and d < 0.5 +/- 0.1"));
        Assert.That(configuration.Holdout.Loss, Is.EqualTo(new LossSettings(LossKind.Squared, 0, 2.5)));
        Assert.That(Sample.Read(Sample.Minimal).Holdout.Loss, Is.Null);
        Assert.That(Sample.Read(Text("loss(n) < 0.1 +/- 0.05", Declared.Replace("squared", "absolute", StringComparison.Ordinal))).Holdout.Loss!.Kind, Is.EqualTo(LossKind.Absolute));
    }

    [Test]
    public void Parse_LossOnEverySlice_IsExpanded()
    {
        var text = Text("loss(n) - loss(o) < 0 +/- 0.05", Declared, "holdout: slices: { old: age > 60 }", "gate: slices: all");
        Assert.That(Sample.Read(text).Gate.Condition.ToString(), Is.EqualTo("loss(n) - loss(o) < 0 +/- 0.05 /\\ loss(n)[old] - loss(o)[old] < 0 +/- 0.05"));
    }

    [TestCase("n - o > 0 +/- 0.01", "MCI1009", "10:14", "gate.condition: n counts right answers, but holdout.loss makes this a regression, whose answers are numbers", 2)]
    [TestCase("loss(n) < 1 +/- 0.1 /\\ topk(n, 5) > 0.5 +/- 0.1", "MCI1009", "10:37", "gate.condition: topk(n, 5) counts right answers", 1)]
    [TestCase("recall(n, a) > 0.5 +/- 0.1", "MCI1009", "10:14", "gate.condition: recall(n, a) counts right answers", 1)]
    [TestCase("loss(n) - d < 0.5 +/- 0.1", "MCI1009", "10:24", "gate.condition: d stands beside loss(n): a clause takes terms of one kind only", 1)]
    [TestCase("loss(n, 3) < 0.5 +/- 0.1", "MCI1008", "10:14", "gate.condition: loss takes a model only", 1)]
    public void Parse_TermsOfARegression_AreChecked(string condition, string code, string place, string words, int count)
    {
        var problems = Sample.Problems(Text(condition));
        Assert.That(problems, Has.Count.EqualTo(count));
        Assert.That((problems[0].Code, problems[0].Where), Is.EqualTo((code, $"modelci.yml:{place}")));
        Assert.That(problems[0].What, Does.StartWith(words));
    }

    [TestCase("holdout: classes: [a, b]", "6:12", "holdout.loss makes this a regression, whose answers are numbers, but holdout.classes lists classes")]
    [TestCase("holdout: output: { name: p, threshold: 0.5 }", "6:33", "output.threshold decides between two classes, but holdout.loss makes this a regression")]
    public void Parse_WhatOnlyClassesHave_IsRefused(string addition, string place, string words)
    {
        var problem = Sample.Problem(Text("loss(n) < 1 +/- 0.1", addition, Declared));
        Assert.That((problem.Code, problem.Where, problem.What), Is.EqualTo(("MCI1010", $"modelci.yml:{place}", words)));
    }

    [Test]
    public void Parse_EverySliceOfARegression_IsChecked()
    {
        var problem = Sample.Problem(Text("loss(n) < 1 +/- 0.1", Declared, "holdout: slices: { a: x }", "gate: slices: n > 0.5 +/- 0.1"));
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI1009", "modelci.yml:11:11")));
        Assert.That(problem.What, Does.StartWith("gate.slices: n counts right answers"));
    }

    [TestCase("[1, 1]", "the highest loss must be above the lowest")]
    [TestCase("[2, 1]", "the highest loss must be above the lowest")]
    [TestCase("[-1, 1]", "a loss is at least 0")]
    [TestCase("[1000000, 1000000.5]", "the ends are too near to each other")]
    [TestCase("[0, 1e-320]", "the ends are too near to each other")]
    public void Parse_RangeThatIsNone_SaysWhy(string range, string why)
    {
        var problem = Sample.Problem(Text("loss(n) < 1 +/- 0.1", $"holdout: loss: {{ kind: absolute, range: {range} }}"));
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI1010", "modelci.yml:5:34")));
        Assert.That(problem.What, Is.EqualTo($"holdout.loss.range is {range}: {why}"));
    }

    [TestCase("{ kind: absolute }", "MCI1004", "holdout.loss.range is missing")]
    [TestCase("{ kind: cubic, range: [0, 1] }", "MCI1006", "holdout.loss.kind is 'cubic'; it must be one of absolute, squared")]
    [TestCase("{ kind: absolute, range: [0] }", "MCI1006", "holdout.loss.range is 'a list of 1'; it must be a list of two numbers")]
    [TestCase("{ kind: absolute, range: [0, x] }", "MCI1006", "holdout.loss.range[1] is 'x'; it must be a finite number")]
    [TestCase("absolute", "MCI1005", "holdout.loss must be a mapping with the keys kind, range, not text")]
    public void Parse_LossThatIsNone_SaysWhatIsMissing(string loss, string code, string words)
    {
        var problem = Sample.Problem(Text("loss(n) < 1 +/- 0.1", $"holdout: loss: {loss}"));
        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.What, Does.StartWith(words));
    }

    private static string Text(string condition, params string[] additions) => Sample.With(additions.Length == 0 ? [Declared] : additions)
        .Replace("condition: n - o > 0 +/- 0.01", $"condition: {condition}", StringComparison.Ordinal);
}
