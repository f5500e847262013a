using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Mistakes in modelci.yml. Every kind of them is tested beside the reader; here is what a user sees of a few.</summary>
internal sealed class ConfigurationTests() : BadInputTests(() => Workspace.Digits())
{
    [Test]
    public void UnknownKey()
    {
        Workspace.Configure("  reliability:", "  relaibility:");
        Refuses(["MCI1003"], "modelci.yml:26:3: 'gate.relaibility' is not a key; allowed here: ", "did you mean 'reliability'?");
    }

    [Test]
    public void SeveralMistakes_AreAllListed()
    {
        Workspace.Configure("reliability: 0.99 ", "reliability: 99 ");
        Workspace.Configure("mode: fp-free", "mode: fp-fre");
        Workspace.Configure("name: digits ", "name: My Digits ");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 500 ");
        Workspace.Configure("  remote: none", "  remotes: none");
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.EndWith("5 problems\n"));
            foreach (var word in (string[])["holdout.name is 'My Digits'", "gate.reliability is 99", "'fp-free'", "budget.labels-per-run is 500", "did you mean 'remote'?"])
                Assert.That(outcome.Error, Does.Contain(word));
        }
    }

    [Test]
    public void SyntaxOfTheCondition_ShowsAnExcerptWithACaret()
    {
        Workspace.Configure("\"n - o > 0 +/- 0.02\"", "\"n - q > 0 +/- 0.02\"");
        Refuses(["MCI1008"], "modelci.yml:25:19: gate.condition: unknown variable 'q'", "    n - q > 0 +/- 0.02\n        ^\n");
    }

    [Test]
    public void ConditionThatCannotHold()
    {
        Workspace.Configure("\"n - o > 0 +/- 0.02\"", "\"n - o > 1 +/- 0.01\"");
        Refuses(["MCI1009"], "modelci.yml: gate.condition: 'n - o > 1 +/- 0.01' can never hold: its left side lies between -1 and 1", "change the constant");
    }

    [Test]
    public void ConditionThatCannotFail()
    {
        Workspace.Configure("\"n - o > 0 +/- 0.02\"", "\"n > 0 +/- 0.01\"");
        Workspace.Configure("mode: fp-free", "mode: fn-free");
        Refuses(["MCI1009"], "'n > 0 +/- 0.01' always holds");
    }

    [Test]
    public void NoBaseline_ForAConditionThatNeedsOne()
    {
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: none ");
        Refuses(["MCI1009"], "o cannot be measured, because baseline is none", "name a baseline");
    }

    [Test]
    public void NotYaml()
    {
        Workspace.Write("modelci.yml", "version: 1\n\tcandidate: [\n");
        Refuses(["MCI1002"], "modelci.yml:");
    }

    [Test]
    public void LossOfClasses_IsRefused()
    {
        Workspace.Configure("holdout:\n", "holdout:\n  loss: { kind: absolute, range: [0, 1] }\n");
        Refuses(["MCI1009", "MCI1009"], "counts right answers, but holdout.loss makes this a regression", "write loss(n) or loss(o), or remove holdout.loss");
    }

    [Test]
    public void PaperAccounting_WithPartialLabels()
    {
        Workspace.KeepLabels(line => line % 2 == 0);
        Workspace.Configure("feedback: estimates", "accounting: paper");
        Refuses(["MCI4007"], "gate.accounting", "label every item");
    }
}
