using NUnit.Framework;
namespace ModelCI.Cli.Tests.Configuration;

/// <summary>One mistake at a time: its code, its place and the words that help.</summary>
public sealed class ProblemCodesTests
{
    [TestCase("gate: relability: 0.9", "MCI1003", "9:3", "'gate.relability' is not a key; allowed here: condition, slices, reliability")]
    [TestCase("extra: x: 1", "MCI1003", "11:1", "'extra' is not a key; allowed here: version, candidate")]
    [TestCase("gate: steps: [1]", "MCI1005", "9:10", "gate.steps must be a whole number of at least 1 or none, not a list")]
    [TestCase("gate: steps:", "MCI1005", "9:9", "gate.steps has no value")]
    [TestCase("holdout: inputs: x", "MCI1005", "5:11", "holdout.inputs must be a mapping of model inputs to columns or arrays, not text")]
    [TestCase("gate: mode: fpfree", "MCI1006", "9:9", "gate.mode is 'fpfree'; it must be one of fp-free, fn-free")]
    [TestCase("gate: steps: many", "MCI1006", "9:10", "gate.steps is 'many'")]
    [TestCase("gate: steps: '32'", "MCI1006", "9:10", "without quotes")]
    [TestCase("gate: steps: 0", "MCI1007", "9:10", "gate.steps is 0; it must be a whole number of at least 1 or none")]
    [TestCase("gate: steps: 99999999999", "MCI1007", "9:10", "gate.steps is 99999999999; it must be a whole number of at most 2147483647")]
    [TestCase("budget: labels: -1", "MCI1007", "12:11", "budget.labels is -1")]
    [TestCase("budget: cost-per-label: cheap", "MCI1006", "12:19", "an amount and a currency, such as 0.08 EUR")]
    [TestCase("limits: memory: 64MiB", "MCI1007", "12:11", "at least 128MiB")]
    [TestCase("limits: memory: 4GB", "MCI1006", "12:11", "a size such as 512MiB or 4GiB")]
    [TestCase("limits: seconds-per-batch: 0", "MCI1007", "12:22", "a number above 0")]
    [TestCase("holdout: inputs: { x: { scale: 0 } }", "MCI1007", "5:25", "holdout.inputs.x.scale is 0; it must be a finite number other than 0")]
    [TestCase("holdout: inputs: { x: { scale: 1e999 } }", "MCI1007", "5:25", "finite")]
    [TestCase("holdout: inputs: { x: { scale: .inf } }", "MCI1006", "5:25", "finite")]
    [TestCase("holdout: inputs: { x: { shape: [1, 0] } }", "MCI1007", "5:29", "holdout.inputs.x.shape[1] is 0")]
    [TestCase("holdout: output: { name: p, threshold: 1 }", "MCI1007", "5:33", "above 0 and below 1")]
    [TestCase("holdout: output: { threshold: 0.5 }", "MCI1004", "5:3", "holdout.output.name is missing")]
    [TestCase("holdout: classes: [a, b, a]", "MCI1006", "5:19", "holdout.classes[2] is 'a'")]
    [TestCase("holdout: classes: [a]", "MCI1006", "5:12", "at least two classes")]
    [TestCase("holdout: classes: [a, null]", "MCI1005", "5:16", "holdout.classes[1] has no value")]
    [TestCase("holdout: exclude: [' ']", "MCI1006", "5:13", "the name of a column")]
    [TestCase("budget: labels-per-run: 5\n  labels: 4", "MCI1010", "12:19", "more than budget.labels, which is 4")]
    [TestCase("gate: accounting: paper", "MCI1010", "9:15", "gate.steps is none")]
    [TestCase("gate: accounting: paper\n  steps: 3\n  feedback: estimates", "MCI1010", "9:15", "feedback")]
    [TestCase("holdout: output: { name: p, threshold: 0.5 }\n  classes: [a, b, c]", "MCI1010", "5:33", "holdout.classes has 3")]
    [TestCase("ledger: remote: --upload-pack=x", "MCI1006", "12:11", "the name of a git remote, or none")]
    [TestCase("gate: <<: { steps: 3 }", "MCI1003", "9:3", "'gate.<<' is not a key")]
    [TestCase("gate: method: sometimes", "MCI1006", "9:11", "gate.method is 'sometimes'; it must be one of sequential, fixed, hoeffding, bennett, exact")]
    [TestCase("gate: adaptivity: none\n  feedback: reason", "MCI1010", "10:13", "gate.adaptivity is none, which tells developers nothing, but gate.feedback is reason")]
    [TestCase("gate: accounting: paper\n  steps: 3\n  feedback: reason", "MCI1010", "9:15", "gate.feedback is reason")]
    [TestCase("holdout: account: 0123456789012345678901234567890123456789", "MCI1006", "5:12", "64 hexadecimal digits")]
    [TestCase("gate: mode: fp-free\n  mode: fn-free", "MCI1012", "10:3", "the key 'mode' is given twice, first in line 9")]
    public void Parse_AddedLine_NamesCodePlaceAndValue(string addition, string code, string place, string words) =>
        Check(Sample.With(addition), code, place, words);

    [TestCase("version", "version: 2", "MCI1007", "1:10", "version is 2; it must be 1")]
    [TestCase("candidate", "candidate: ''", "MCI1006", "2:12", "candidate is ''")]
    [TestCase("candidate", "candidate: none", "MCI1006", "2:12", "candidate is 'none'")]
    [TestCase("candidate", "candidate: git:HEAD", "MCI1006", "2:12", "git:<revision>:<path relative to the repository's root>")]
    [TestCase("candidate", "candidate: git:HEAD:m.onnx", "MCI1010", "3:11", "baseline is base")]
    [TestCase("candidate", "candidate: /models/m.onnx", "MCI1010", "3:11", "baseline is base")]
    [TestCase("candidate", "candidat: a.onnx", "MCI1003", "2:1", "'candidat' is not a key")]
    [TestCase("candidate", "candidate: { inputs: {} }", "MCI1004", "2:1", "candidate.model is missing")]
    [TestCase("baseline", "baseline: { model: none }", "MCI1006", "3:20", "baseline.model is 'none'")]
    [TestCase("baseline", "baseline: none", "MCI1009", "9:18", "o cannot be measured, because baseline is none")]
    [TestCase("name", "name: Adult", "MCI1006", "5:9", "lower-case letters")]
    [TestCase("items", "items: {}", "MCI1006", "6:10", "a mapping of arrays to files")]
    [TestCase("labels", "labels: { column: income }\n  id: labels", "MCI1010", "8:7", "holdout.id is labels")]
    [TestCase("reliability", "reliability: 1.5", "MCI1007", "10:16", "a number above 0 and below 1")]
    [TestCase("reliability", "reliability: 99.9%", "MCI1006", "10:16", "gate.reliability is '99.9%'")]
    [TestCase("condition", "mode: fp-free", "MCI1004", "8:1", "gate.condition is missing")]
    [TestCase("condition", "condition: n - q > 0.02 +/- 0.01", "MCI1008", "9:18", "unknown variable 'q'")]
    [TestCase("condition", "condition: topk(n, 5) - topk(o, 3) > 0.5 +/- 0.01", "MCI1009", "9:27", "gate.condition: topk(o, 3) stands beside topk(n, 5)")]
    [TestCase("condition", "condition: loss(n) < 0.5 +/- 0.01", "MCI1009", "9:14", "gate.condition: loss(n) needs holdout.loss")]
    [TestCase("condition", "condition: recall(n, cat) - recall(o, dog) > 0 +/- 0.01", "MCI1009", "9:31", "gate.condition: recall(o, dog) stands beside recall(n, cat)")]
    [TestCase("condition", "condition: n - f1(n, cat) > 0 +/- 0.01", "MCI1009", "9:18", "gate.condition: f1(n, cat) stands beside n")]
    [TestCase("condition", "condition: recall(n) > 0 +/- 0.01", "MCI1008", "9:14", "recall needs a class")]
    public void Parse_ChangedLine_NamesCodePlaceAndValue(string key, string line, string code, string place, string words) =>
        Check(Sample.Changed(key, line), code, place, words);

    [TestCase("gate: relability: 0.9", "did you mean 'reliability'?")]
    [TestCase("gate: labels-per-run: 3", "did you mean 'budget.labels-per-run'?")]
    [TestCase("gate: mode: fpfree", "did you mean 'fp-free'?")]
    [TestCase("budget: labels: unlimitd", "did you mean 'unlimited'?")]
    public void Parse_NearMiss_SuggestsTheWord(string addition, string fix) =>
        Assert.That(Sample.Problem(Sample.With(addition)).Fix, Is.EqualTo(fix));

    [TestCase("condition: n - q > 0 +/- 0.01", "9:18")]
    [TestCase("condition: \"n - q > 0 +/- 0.01\"", "9:19")]
    [TestCase("condition: 'n - q > 0 +/- 0.01'", "9:19")]
    [TestCase("condition: \"d < 1 +/- 0 /\\\\ q > 0 +/- 0.01\"", "9:31")]
    [TestCase("condition: \"n\\u0020- q > 0 +/- 0.01\"", "9:24")]
    [TestCase("condition: '''' ", "9:15")]
    [TestCase("condition: &c n - q > 0 +/- 0.01", "9:14")]
    [TestCase("condition: &c \"n - q > 0 +/- 0.01\"", "9:14")]
    [TestCase("condition: |\n    n - q > 0 +/- 0.01", "9:14")]
    public void Parse_ConditionSyntax_PointsIntoTheScalar(string line, string place) =>
        Assert.That(Sample.Problem(Sample.Changed("condition", line)).Where, Is.EqualTo($"modelci.yml:{place}"));

    [Test]
    public void Parse_UnknownClass_PointsAtTheTermAndTheNearest()
    {
        var problem = Sample.Problem(Sample.Changed("condition", "condition: n > 0 +/- 1 /\\ recall(n, dgo) > 0.5 +/- 0.01")
            .Replace("  name: adult", "  name: adult\n  classes: [cat, dog]", StringComparison.Ordinal));
        Assert.That((problem.Code, problem.Where, problem.Fix), Is.EqualTo(("MCI1009", "modelci.yml:10:29", "did you mean 'dog'?")));
        Assert.That(problem.What, Is.EqualTo("gate.condition: recall(n, dgo) names the class 'dgo', which is none of the classes cat, dog"));
    }

    [Test]
    public void Parse_ConditionSyntax_ShowsTheCaret()
    {
        var problem = Sample.Problem(Sample.Changed("condition", "condition: n - q > 0.02 +/- 0.01"));
        Assert.That(problem.Excerpt, Is.EqualTo($"n - q > 0.02 +/- 0.01{Environment.NewLine}    ^"));
    }

    private static void Check(string text, string code, string place, string words)
    {
        var problem = Sample.Problem(text);
        Assert.Multiple(() =>
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.Where, Is.EqualTo($"modelci.yml:{place}"));
            Assert.That(problem.What, Does.Contain(words));
        });
    }
}
