using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Ways around the account that a reviewer found, and ways to learn of sealed items what was not paid for.</summary>
internal sealed class LoopholeTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void OfflineVerdicts_ThenPaperAccounting_IsRefused()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        Workspace.Share();
        Exits(Workspace.Run("test", "--offline"), 0);
        Workspace.Configure("feedback: verdict", "accounting: paper");
        IsProblem(Workspace.Run("test"), "MCI4005", "gate.accounting is 'paper'");
    }

    [Test]
    public void OfflineVerdicts_ThatFitNoLonger_AreNamedAndLeaveTheAccountAlone()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        var url = Workspace.Share();
        Exits(Workspace.Run("test", "--offline"), 0);
        using (var other = Workspace.CloneOf(url))
        {
            other.SetKeys();
            Exits(other.Run("test"), 0);
        }
        Workspace.SetKeys();
        IsProblem(Workspace.Run("test"), "MCI4018", "other keys, or without keys", "git update-ref -d refs/modelci-offline/digits");
        Workspace.Git("update-ref", "-d", "refs/modelci-offline/digits");
        Exits(Workspace.Run("test"), 0);
    }

    [TestCase("remote: origin ", "remote: none ")]
    [TestCase("remote: origin ", "remote: second ")]
    [TestCase("name: digits ", "name: other ")]
    public void FreshCheckoutWithAnEditedPlace_BeginsNoOtherAccount(string from, string to)
    {
        var url = Workspace.Share();
        Exits(Workspace.Run("test"), 0);
        using var clone = Workspace.CloneOf(url);
        clone.Git("init", "--quiet", "--bare", Path.Combine(clone.Outside, "second.git"));
        clone.Git("remote", "add", "second", Path.Combine(clone.Outside, "second.git"));
        clone.Configure(from, to);
        IsProblem(clone.Run("test"), from.StartsWith("name", StringComparison.Ordinal) ? "MCI4014" : "MCI4017");
        Assert.That(clone.TryGit("ls-remote", "second").Out, Is.Empty);
    }

    [Test]
    public void SealedLabelsOfAnEarlierCommit_TellNothing()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        Workspace.Configure("labels: holdout/labels.csv ", "classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n  labels: holdout/labels.csv ");
        var complete = Workspace.Read("holdout/labels.csv");
        Workspace.KeepLabels(line => line % 4 == 0);
        Workspace.Seal();
        var earlier = File.ReadAllBytes(Workspace.PathOf("holdout/labels.csv.sealed"));
        Exits(Workspace.Run("test"), 3);
        Workspace.Write("answers.csv", complete);
        Exits(Workspace.Run("labels", "import", "answers.csv"), 0);
        File.Delete(Workspace.PathOf("answers.csv"));
        Exits(Workspace.Run("test"), 0);
        File.WriteAllBytes(Workspace.PathOf("holdout/labels.csv.sealed"), earlier);
        Workspace.AddTwin("next");
        Workspace.Configure("models/better.onnx", "models/next.onnx");
        var outcome = Workspace.Run("test");
        IsProblem(outcome, "MCI4009", "`modelci labels status`");
        Assert.That(outcome.Error, Does.Not.Contain("digit-").And.Not.Match(@"\d+ more"));
        // Who labels is told.
        IsProblem(Workspace.Run("labels", "status"), "MCI4009", "'digit-");
    }

    [Test]
    public void SealedItemsOfAnotherKind_TellNothing()
    {
        Workspace.SetKeys();
        Exits(Workspace.Run("test"), 0);
        Workspace.Edit("holdout/items.csv", "digit-0002,0,", "digit-0002,1,");
        var outcome = Workspace.Run("test");
        IsProblem(outcome, "MCI4004", "sealed items were changed, added or taken away");
        Assert.That(outcome.Error, Does.Not.Contain("digit-"));
        IsProblem(Workspace.Run("labels", "status"), "MCI4004", "changed: 'digit-0002'");
    }

    [Test]
    public void ModelsWithTheSameAnswers_AreNotSeenToHaveThem()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        Workspace.SetKeys();
        Exits(Workspace.Run("test"), 0);
        Workspace.AddTwin("twin");
        Workspace.Configure("models/better.onnx", "models/twin.onnx");
        Exits(Workspace.Run("test"), 0);
        var (one, other) = (Workspace.Entry(3), Workspace.Entry(1));
        foreach (var entry in (System.Text.Json.Nodes.JsonNode[])[one, other])
            Assert.That(entry["models"]!.AsObject().Select(model => model.Key), Is.EqualTo(new[] { "candidate", "baseline" }));
        Assert.That((string?)one["models"]!["candidate"], Is.Not.EqualTo((string?)other["models"]!["candidate"]));
    }

    [Test]
    public void WaitingEvaluation_WhoseLabelsAnotherOneBrought_GoesOn()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        var complete = Workspace.Read("holdout/labels.csv");
        Workspace.KeepLabels(line => line % 4 == 0);
        Exits(Workspace.Run("test"), 3);
        Workspace.Write("holdout/labels.csv", complete);
        Workspace.AddTwin("next");
        Workspace.AddGate("next.yml", ("models/better.onnx", "models/next.onnx"));
        Exits(Workspace.Run("test", "--config", "next.yml"), 0);
        Exits(Workspace.Run("test"), 0);
        Assert.That((int)Workspace.Report()["error"]!["step"]!, Is.EqualTo(1));
    }

    [Test]
    public void WaitingEvaluation_OfATestSetWhoseDetailsWereRead_DoesNotGoOn()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        var complete = Workspace.Read("holdout/labels.csv");
        Workspace.KeepLabels(line => line % 4 == 0);
        Exits(Workspace.Run("test"), 3);
        Exits(Workspace.Run("ledger", "show", "--unseal", "--yes"), 0);
        Workspace.Write("holdout/labels.csv", complete);
        Exits(Workspace.Run("test"), 4);
        Assert.That((string?)Workspace.Report()["exhaustion"], Is.EqualTo("unsealed"));
    }

    [Test]
    public void TwoThatWait_TheOneThatLacksLabelsIsServed()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        var lines = Workspace.Read("holdout/labels.csv");
        Workspace.KeepLabels(_ => false);
        Workspace.AddGate("second.yml", ("models/better.onnx", "models/worse.onnx"));
        Exits(Workspace.Run("test"), 3);
        Exits(Workspace.Run("test", "--config", "second.yml"), 3);
        // All that the second one asks for, and nothing else.
        Exits(Workspace.Run("labels", "request", "--output", "second.csv"), 0);
        var asked = Workspace.Read("second.csv").Split('\n').Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
        Workspace.Write("answers.csv", "id,label\n" + string.Join('\n', lines.Split('\n').Where(line => asked.Contains(line.Split(',')[0]))) + "\n");
        Exits(Workspace.Run("labels", "import", "answers.csv"), 0);
        var request = Workspace.Run("labels", "request", "--output", "first.csv");
        Exits(request, 0);
        Assert.That(Workspace.Read("first.csv").Split('\n').Skip(1).Select(line => line.Split(',')[0]).Where(id => id.Length > 0), Is.Not.Empty.And.All.Matches<string>(id => !asked.Contains(id)));
    }
}
