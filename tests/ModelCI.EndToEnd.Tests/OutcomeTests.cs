using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Ends of an evaluation beside a plain pass and fail.</summary>
internal sealed class OutcomeTests() : WorkspaceTests(() => Workspace.Digits())
{
    [TestCase("estimates")]
    [TestCase("verdict")]
    public void MissingLabel_Waits_AndGoesOnInTheSameStep(string feedback)
    {
        var complete = Workspace.Read("holdout/labels.csv");
        Workspace.Configure("feedback: estimates", $"feedback: {feedback}");
        Workspace.KeepLabels(line => line % 4 == 0);
        var waiting = Workspace.Run("test");
        Exits(waiting, 3);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waiting.Out, Does.StartWith("WAITING FOR LABELS  "));
            Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("waiting"));
            Assert.That((Workspace.Entries(), (string?)Workspace.Entry(0)["symbol"]), Is.EqualTo((2, "waiting")));
        }
        Workspace.Write("holdout/labels.csv", complete);
        Exits(Workspace.Run("test"), 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)Workspace.Report()["error"]!["step"]!, Is.EqualTo(1));
            Assert.That((Workspace.Entries(), (string?)Workspace.Entry(0)["symbol"]), Is.EqualTo((3, "pass")));
            Assert.That(Workspace.Run("ledger", "show").Out, Does.Contain("1 evaluation ").And.Match(@"\n1 .* pass "));
        }
    }

    [Test]
    public void Waiting_GoesOnWithTheLabelsThatItReserved()
    {
        var complete = Workspace.Read("holdout/labels.csv");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 10 ");
        Workspace.KeepLabels(line => line % 4 == 0);
        Exits(Workspace.Run("test"), 3);
        Workspace.Write("holdout/labels.csv", complete);
        Workspace.Configure("labels-per-run: 10 ", "labels-per-run: 400 ");
        Exits(Workspace.Run("test"), 1);
        var labels = Workspace.Report()["labels"]!;
        Assert.That(((int)labels["reserved"]!, (int)labels["used"]!["needed"]!), Is.EqualTo((10, 10)));
    }

    [Test]
    public void StepsUsedUp_NeedsANewTestSet()
    {
        Workspace.Configure("steps: 16 ", "steps: 1 ");
        Exits(Workspace.Run("test"), 0);
        AssertNextIsExhausted("steps");
    }

    [Test]
    public void FirstChange_RetiresAfterAPass_NotAfterAFail()
    {
        Workspace.Configure("adaptivity: full ", "adaptivity: first-change ");
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        Workspace.AddGate("first.yml", ("models/better.onnx", "models/worse.onnx"));
        Exits(Workspace.Run("test", "--config", "first.yml"), 1);
        Exits(Workspace.Run("test"), 0);
        AssertNextIsExhausted("first-pass");
    }

    [TestCase("fp-free", 1, "fail")]
    [TestCase("fn-free", 0, "pass")]
    public void LabelsRunOut_TheModeDecides(string mode, int exitCode, string verdict)
    {
        Workspace.Configure("mode: fp-free", $"mode: {mode}");
        // Too few for either answer: accepting in the mode fn-free takes as little as 3 labels.
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 2 ");
        AssertUndecided(exitCode, verdict, "undecided-labels");
    }

    [TestCase("fp-free", 1, "fail")]
    [TestCase("fn-free", 0, "pass")]
    public void ItemsRunOut_TheModeDecides(string mode, int exitCode, string verdict)
    {
        Workspace.Configure("mode: fp-free", $"mode: {mode}");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 400 ");
        // The lead is 118 of 1197 = 0.0986: too near for this many items.
        Workspace.Configure("n - o > 0 +/- 0.02", "n - o > 0.098 +/- 0.001");
        AssertUndecided(exitCode, verdict, "undecided-items");
        Assert.That((int)Workspace.Report()["inference"]!["itemsRead"]!, Is.EqualTo(1197));
    }

    [TestCase("better", 0)]
    [TestCase("worse", 1)]
    public void NoBaseline_ComparesWithANumber(string model, int exitCode)
    {
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: none ");
        Workspace.Configure("models/better.onnx", $"models/{model}.onnx");
        Workspace.Configure("n - o > 0 +/- 0.02", "n > 0.85 +/- 0.02");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 400 ");
        Exits(Workspace.Run("test"), exitCode);
        Assert.That(Workspace.Report()["baseline"], Is.Null);
    }

    private void AssertNextIsExhausted(string why)
    {
        var entries = Workspace.Entries();
        Workspace.AddTwin("next");
        Workspace.AddGate("next.yml", ("models/better.onnx", "models/next.onnx"));
        var outcome = Workspace.Run("test", "--config", "next.yml");
        Exits(outcome, 4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.StartWith("NEW TEST SET NEEDED  ").And.Contain("`modelci holdout rotate`"));
            Assert.That((string?)Workspace.Report()["exhaustion"], Is.EqualTo(why));
            Assert.That(Workspace.Entries(), Is.EqualTo(entries));
        }
        // What was asked before is still answered.
        Exits(Workspace.Run("test"), 0);
    }

    private void AssertUndecided(int exitCode, string verdict, string resolution)
    {
        Exits(Workspace.Run("test"), exitCode);
        var report = Workspace.Report();
        Assert.That(((string?)report["verdict"], (string?)report["resolution"]), Is.EqualTo((verdict, resolution)));
    }
}
