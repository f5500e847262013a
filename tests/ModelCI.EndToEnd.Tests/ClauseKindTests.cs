using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Recall, precision and f1 of one class from modelci.yml to the report.</summary>
internal sealed class ClauseKindTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Example = "n - o > 0 +/- 0.02";

    [SetUp]
    public void EnoughLabels()
    {
        Workspace.Configure("labels: 400 ", "labels: 1197 ");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 1197 ");
    }

    [Test]
    public void DifferenceOfRecalls_IsDecidedOnTheItemsOfTheClass()
    {
        Workspace.Configure(Example, "recall(n, 3) - recall(o, 3) > -0.1 +/- 0.05");
        var outcome = Workspace.Run("test");
        Exits(outcome, 0);
        var report = Workspace.Report();
        var shown = report["clauses"]![0]!["shown"]!;
        var used = report["labels"]!["used"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Match(@"of 8\d items of the class: only baseline finds: \d, no difference: \d+, only candidate finds: \d\n"));
            Assert.That((string?)shown["meaning"], Is.EqualTo("recall-difference"));
            Assert.That((long)shown["items"]!, Is.EqualTo(shown["counts"]!.AsArray().Sum(count => (long)count!["items"]!)));
            // Whether an item belongs to the class is known from its label only: all are read, one in ten is counted.
            Assert.That((int)used["needed"]!, Is.EqualTo((int)report["inference"]!["itemsRead"]!));
            Assert.That((int)shown["items"]!, Is.LessThan((int)used["needed"]! / 5));
            Exits(Workspace.Run("ledger", "verify"), 0);
        }
        Exits(Workspace.Run("test"), 0);
        Assert.That((bool)Workspace.Report()["replayed"]!, Is.True);
    }

    [TestCase("recall(n, 3) > 0.5 +/- 0.05", 0)]
    [TestCase("precision(n, 3) > 0.5 +/- 0.1", 0)]
    [TestCase("f1(n, 3) > 0.5 +/- 0.1", 0)]
    [TestCase("f1(n, 3) < 0.5 +/- 0.1", 1)]
    [TestCase("precision(n, 3) > 0.5 +/- 0.1 /\\\\ n - o > 0 +/- 0.02", 0)]
    public void RatioOfOneClass_IsDecided(string condition, int exitCode)
    {
        Workspace.Configure(Example, condition);
        Exits(Workspace.Run("test"), exitCode);
        Assert.That((string?)Workspace.Report()["resolution"], Is.EqualTo(exitCode == 0 ? "accepted" : "refused"));
    }

    [Test]
    public void Precision_CostsOnlyItemsPredictedAsTheClass()
    {
        // Too near to be decided: the whole pool is read, and of its 1197 items the candidate calls about 120 a 3.
        Workspace.Configure(Example, "precision(n, 3) > 0.97 +/- 0.001");
        Exits(Workspace.Run("test"), 1);
        var report = Workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)report["resolution"], Is.EqualTo("undecided-items"));
            Assert.That((int)report["inference"]!["itemsRead"]!, Is.EqualTo(1197));
            Assert.That((int)report["labels"]!["used"]!["needed"]!, Is.EqualTo((int)report["clauses"]![0]!["shown"]!["items"]!).And.InRange(100, 140));
        }
    }

    [Test]
    public void ClassOutsideTheTestSet_IsAProblemBeforeAnythingIsOpened()
    {
        Workspace.Configure(Example, "recall(n, 10) > 0.5 +/- 0.05");
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Contain("MCI1009").And.Contain("recall(n, 10) names the class '10', which is none of the classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9"));
            Assert.That(Workspace.Entries(), Is.Zero);
        }
    }
}
