using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Labelling;

/// <summary>Labels are bought while the decision needs them, each once, within both budgets.</summary>
internal sealed class BuyingTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void RequestImportRun_UntilAVerdict_IsOneEvaluation(bool isSealed)
    {
        using var workspace = Labellers.Unlabelled(isSealed);
        var (bought, runs) = (0, 1);
        var outcome = workspace.Run("test");
        var opening = workspace.Entry(1);
        while (outcome.ExitCode == 3)
        {
            Assert.That(workspace.PathOf("modelci-report/labels-request.csv"), isSealed ? Does.Not.Exist : Does.Exist, "who holds no key must not know what is needed");
            // Nothing came: nothing is released, nothing paid.
            var entries = workspace.Entries();
            Assert.That((workspace.Run("test").ExitCode, workspace.Entries()), Is.EqualTo((3, entries)));
            var request = workspace.Run("labels", "request", "--count", "9", "--force");
            WorkspaceTests.Exits(request, 0);
            workspace.AnswerTruly(workspace.Requested());
            bought += workspace.Requested().Length;
            var size = isSealed ? new FileInfo(workspace.PathOf("holdout/labels.csv.sealed")).Length : 0;
            WorkspaceTests.Exits(workspace.Run("labels", "import", Labellers.Answers), 0);
            if (isSealed) Assert.That(new FileInfo(workspace.PathOf("holdout/labels.csv.sealed")).Length, Is.EqualTo(size), "a size tells how many labels there are");
            outcome = workspace.Run("test");
            runs++;
        }
        WorkspaceTests.Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs, Is.GreaterThan(2), "the test shows nothing if the labels came at once");
            Assert.That(workspace.Entries(), Is.EqualTo(1 + runs));
            Assert.That((string?)workspace.Entry(0)["symbol"], Is.EqualTo("pass"));
            Assert.That((int)workspace.Report()["error"]!["step"]!, Is.EqualTo(1));
            Assert.That((double)workspace.Report()["error"]!["alpha"]!, Is.EqualTo((double)opening["error"]!["alpha"]!));
            var status = workspace.Status();
            Assert.That((int)status["used"]!, Is.EqualTo((int)status["charged"]!).And.InRange(bought - 8, bought));
            Assert.That((int)status["labelled"]!, Is.EqualTo(bought));
            if (isSealed) Assert.That(outcome.Out + outcome.Error, Does.Not.Contain("digit-0"));
        }
        if (isSealed) return;
        var used = new HashSet<int>();
        for (var back = 0; back < runs; back++) used.UnionWith(Sealed.Of(workspace, back).Positions);
        Assert.That((used.Count, Sealed.Of(workspace, 0).New), Is.EqualTo(((int)workspace.Status()["used"]!, used.Count)), "labels used before it waited are its own");
    }

    [Test]
    public void SeveralClauses_RequestNoMoreThanTheRunMayStillUse()
    {
        using var workspace = Labellers.Unlabelled(isSealed: false);
        // The second clause needs a label of every item and is decided first.
        workspace.Configure("n - o > 0 +/- 0.02", "n - o > 0 +/- 0.02 and n > 0.5 +/- 0.1");
        workspace.Configure("labels-per-run: 100 ", "labels-per-run: 70 ");
        var (outcome, requests) = (workspace.Run("test"), new List<int>());
        while (outcome.ExitCode == 3)
        {
            var used = (int)workspace.Status()["used"]!;
            WorkspaceTests.Exits(workspace.Run("labels", "request", "--force"), 0);
            requests.Add(workspace.Requested().Length);
            Assert.That(requests[^1], Is.EqualTo(70 - used));
            workspace.AnswerTruly(workspace.Requested());
            WorkspaceTests.Exits(workspace.Run("labels", "import", Labellers.Answers), 0);
            outcome = workspace.Run("test");
        }
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
        Assert.That(requests, Has.Count.GreaterThan(1), "the test shows nothing if no clause ended on the way");
        Assert.That((int)workspace.Status()["used"]!, Is.InRange(1, 70));
        Assert.That((int)workspace.Report()["error"]!["step"]!, Is.EqualTo(1));
    }

    [Test]
    public void WithoutTheKey_NothingIsToldAndNothingTaken()
    {
        using var workspace = Labellers.Unlabelled(isSealed: true);
        WorkspaceTests.Exits(workspace.Run("test"), 3);
        workspace.AnswerTruly(["digit-0001"]);
        workspace.SetKeys(null, null);
        foreach (var arguments in (string[][])[["request"], ["status"], ["import", Labellers.Answers]])
        {
            var outcome = workspace.Run(["labels", .. arguments]);
            Assert.That((outcome.ExitCode, outcome.Out), Is.EqualTo((2, "")));
            Assert.That(outcome.Error, Does.Contain("error[MCI4010]").And.Contain("MODELCI_KEY"));
        }
        Assert.That(workspace.PathOf(Labellers.Request), Does.Not.Exist);
    }

    [Test]
    public void UnsureIsAnAnswer_AndTheRunGoesOn()
    {
        using var workspace = Labellers.Unlabelled(isSealed: false);
        workspace.Configure("feedback: verdict", "feedback: estimates");
        WorkspaceTests.Exits(workspace.Run("test"), 3);
        WorkspaceTests.Exits(workspace.Run("labels", "request"), 0);
        var (truth, ids) = (Labellers.Truth(), workspace.Requested());
        workspace.Answer(ids.Select((id, number) => (id, number == 3 ? "unsure" : truth[id])));
        WorkspaceTests.Exits(workspace.Run("labels", "import", Labellers.Answers), 0);
        WorkspaceTests.Exits(workspace.Run("test"), 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)workspace.Report()["clauses"]![0]!["shown"]!["unsure"]!, Is.EqualTo(1));
            Assert.That((int)workspace.Status()["used"]!, Is.EqualTo((int)workspace.Report()["labels"]!["used"]!["new"]!), "an answer is paid for like a label");
        }
    }

    [Test]
    public void GoingOn_InSeveralProcessesAtOnce_IsOneResult()
    {
        using var workspace = Labellers.Unlabelled(isSealed: false);
        WorkspaceTests.Exits(workspace.Run("test"), 3);
        workspace.AnswerTruly(Labellers.Truth().Keys);
        WorkspaceTests.Exits(workspace.Run("labels", "import", Labellers.Answers), 0);
        var children = Enumerable.Range(0, 4).Select(number => workspace.Start(workspace.Folder, "test", "--report", FormattableString.Invariant($"report-{number}"))).ToArray();
        var outcomes = children.Select(child => child.Wait()).ToArray();
        foreach (var child in children) child.Dispose();
        foreach (var outcome in outcomes) WorkspaceTests.Exits(outcome, 0);
        Assert.That((workspace.Entries(), (string?)workspace.Entry(0)["symbol"]), Is.EqualTo((3, "pass")));
    }

    [Test]
    public void Budgets_AreNeverExceeded()
    {
        using var workspace = Workspace.Digits();
        workspace.Configure("feedback: estimates", "feedback: verdict");
        workspace.Configure("labels: 400 ", "labels: 70 ");
        workspace.Configure("labels-per-run: 200 ", "labels-per-run: 60 ");
        workspace.AddTwin("third", "worse");
        workspace.AddTwin("fourth");
        var used = new HashSet<int>();
        foreach (var (model, most) in (ReadOnlySpan<(string, int)>)[("worse", 60), ("better", 60), ("third", 60), ("fourth", 60)])
        {
            workspace.AddGate("gate.yml", ("models/better.onnx", $"models/{model}.onnx"));
            var outcome = workspace.Run("test", "--config", "gate.yml");
            Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
            var result = Sealed.Of(workspace, 0);
            var added = result.Positions.Except(used).Count();
            Assert.That(added, Is.LessThanOrEqualTo(most), model);
            Assert.That(result.New, Is.EqualTo(added), model);
            used.UnionWith(result.Positions);
            Assert.That((int)workspace.Status()["used"]!, Is.EqualTo(used.Count), model);
            Assert.That(used, Has.Count.LessThanOrEqualTo(70), model);
        }
        Assert.That(used, Has.Count.EqualTo(70), "the test shows nothing if the budget was never reached");
    }

    [Test]
    [Platform(Include = "Linux", Reason = "signals")]
    public void KilledAfterItsOpening_ItsLabelsStayCharged_AndServeTheNextRun()
    {
        using var workspace = Workspace.Digits();
        workspace.Configure("feedback: estimates", "feedback: verdict");
        workspace.Configure("labels: 400 ", "labels: 70 ");
        workspace.Configure("labels-per-run: 200 ", "labels-per-run: 60 ");
        KillAfterOpening(workspace);
        Assert.That(((int)workspace.Status()["used"]!, (int)workspace.Status()["charged"]!), Is.EqualTo((0, 60)));
        KillAfterOpening(workspace);
        Assert.That((int)workspace.Status()["charged"]!, Is.EqualTo(60), "the same labels are not charged twice");
        WorkspaceTests.Exits(workspace.Run("test"), 0);
        var status = workspace.Status();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)workspace.Report()["error"]!["step"]!, Is.EqualTo(3));
            Assert.That((int)status["used"]!, Is.InRange(1, 60));
            Assert.That(((int)status["charged"]!, (int)status["left"]!), Is.EqualTo((60, 10)));
        }
        // Another candidate disagrees elsewhere: of labels that nobody was charged for it gets what is left.
        workspace.AddGate("gate.yml", ("models/better.onnx", "models/worse.onnx"));
        Assert.That(workspace.Run("test", "--config", "gate.yml").ExitCode, Is.AnyOf(0, 1));
        Assert.That((int)workspace.Status()["charged"]!, Is.LessThanOrEqualTo(70));
    }

    private static void KillAfterOpening(Workspace workspace)
    {
        using var child = Wrappers.StartAndHoldAfterUpdate(workspace, () => workspace.Start(workspace.Folder, "test"));
        child.Kill();
        Wrappers.Release(workspace);
        Assert.That(child.Wait().Out, Is.Empty);
    }
}
