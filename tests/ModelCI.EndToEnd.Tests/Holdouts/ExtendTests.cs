using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Holdouts;

/// <summary><c>holdout extend</c>: new items behind the old ones, whose account goes on.</summary>
internal sealed class ExtendTests() : WorkspaceTests(() => Labellers.Unlabelled(isSealed: false))
{
    [TestCase(false)]
    [TestCase(true)]
    public void ThreeGenerations_AreReadInTheirOrder(bool isSealed)
    {
        using var workspace = Labellers.Unlabelled(isSealed);
        workspace.Configure("labels: 400 ", "labels: 1197 ");
        workspace.Configure("labels-per-run: 100 ", "labels-per-run: 1197 ");
        string[] before = [];
        var (generations, first) = (new[] { 500, 800, 1197 }, 0);
        foreach (var (step, count) in generations.Index())
        {
            if (isSealed) workspace.CollectSealed(count);
            else workspace.Collect(count, isLabelled: false);
            if (step > 0)
            {
                Exits(workspace.Run("holdout", "extend"), 0);
                Assert.That(((string?)workspace.Entry(0)["kind"], (int)workspace.Entry(0)["testSet"]!["items"]!), Is.EqualTo(("pin", count)));
            }
            Exits(workspace.Run("test"), 3);
            Assert.That((int)workspace.Report()["error"]!["step"]!, Is.EqualTo(step + 1), "the same candidate is a new question");
            Exits(workspace.Run("labels", "request", "--force"), 0);
            var request = workspace.Requested();
            Assert.That(request.Take(before.Length), Is.EqualTo(before));
            Assert.That(request.Skip(before.Length), Is.Not.Empty.And.SubsetOf(Generations.Ids(first, count - first)));
            Assert.That((int)workspace.Status()["charged"]!, Is.EqualTo(request.Length), "what waits on the smaller test set is charged, and needs no label of its own");
            (before, first) = (request, count);
        }
        Exits(workspace.Run("ledger", "verify"), 0);
    }

    [Test]
    public void LabelsUsed_StayUsed()
    {
        Workspace.Collect(800, isLabelled: true);
        Exits(Workspace.Run("test"), 0);
        var used = Sealed.Of(Workspace, 0).Positions;
        Workspace.Collect(1197, isLabelled: true);
        Exits(Workspace.Run("holdout", "extend"), 0);
        Assert.That((int)Workspace.Status()["used"]!, Is.EqualTo(used.Count));
        Exits(Workspace.Run("test"), 0);
        var result = Sealed.Of(Workspace, 0);
        Assert.That(result.Positions, Is.SupersetOf(used));
        Assert.That(result.New, Is.EqualTo(result.Positions.Count - used.Count));
        Assert.That((int)Workspace.Status()["used"]!, Is.EqualTo(result.Positions.Count));
    }

    [Test]
    public void NewItems_AreNamedByARun_ThenEntered_ThenNothingIsNew()
    {
        Workspace.Collect(800, isLabelled: true);
        Exits(Workspace.Run("test"), 0);
        Workspace.Collect(801, isLabelled: true);
        IsProblem(Workspace.Run("test"), "MCI4004", "added: 'digit-0801'", "`modelci holdout extend`");
        var outcome = Workspace.Run("holdout", "extend", "--format", "json");
        Exits(outcome, 0);
        var json = JsonNode.Parse(outcome.Out)!;
        Assert.That(((string?)json["testSet"], (int)json["added"]!, (int)json["items"]!), Is.EqualTo(("digits", 1, 801)));
        var entries = Workspace.Entries();
        outcome = Workspace.Run("holdout", "extend");
        Exits(outcome, 0);
        Assert.That((outcome.Out, Workspace.Entries()), Is.EqualTo(("nothing new: the account of 'digits' has all 801 items\n", entries)));
    }

    [Test]
    public void OldItems_MustBeThereAsTheyWere()
    {
        Workspace.Collect(800, isLabelled: true);
        Exits(Workspace.Run("test"), 0);
        Workspace.Collect(900, isLabelled: true);
        var items = Workspace.Read("holdout/items.csv");
        Workspace.Edit("holdout/items.csv", "\ndigit-0003,0,", "\ndigit-0003,1,");
        Refuses("MCI4004", "changed: 'digit-0003'");
        Workspace.Write("holdout/items.csv", items);
        Workspace.Edit("holdout/items.csv", "\ndigit-0007,", "\nnew-0007,");
        Workspace.Edit("holdout/labels.csv", "\ndigit-0007,", "\nnew-0007,");
        Refuses("MCI4004", "gone: 1 items");
        Workspace.Collect(900, isLabelled: true);
        Workspace.Edit("holdout/labels.csv", "\ndigit-0001,6", "\ndigit-0001,5");
        Refuses("MCI4009", "'digit-0001'");
    }

    [Test]
    public void OtherTestSetsItems_AreRefused()
    {
        Workspace.Collect(800, isLabelled: true);
        Exits(Workspace.Run("test"), 0);
        Workspace.AddNext(800);
        Workspace.AddGate("next.yml", ("name: digits ", "name: next "), ("items: holdout/", "items: next/"), ("labels: holdout/", "labels: next/"));
        Exits(Workspace.Run("test", "--config", "next.yml"), 0);
        Workspace.Write("holdout/items.csv", Workspace.Read("holdout/items.csv") + Workspace.Read("next/items.csv").Split('\n')[1] + "\n");
        Refuses("MCI4014", "shares 1 items with 'next'");
    }

    [Test]
    public void NoAccount_HasNothingToExtend() => IsProblem(Workspace.Run("holdout", "extend"), "MCI4050", "'digits'");

    [Test]
    public void RetiredTestSet_IsNotExtended()
    {
        Workspace.Collect(800, isLabelled: true);
        Exits(Workspace.Run("test"), 0);
        Workspace.AddGate("old.yml");
        Workspace.AddNext();
        Exits(Workspace.Run("holdout", "rotate", "next", "--items", "next/items.csv", "--labels", "next/labels.csv"), 0);
        Workspace.Collect(900, isLabelled: true);
        IsProblem(Workspace.Run("holdout", "extend", "--config", "old.yml"), "MCI4051", "'next' has taken over");
    }

    private void Refuses(string code, string word)
    {
        var entries = Workspace.Entries();
        IsProblem(Workspace.Run("holdout", "extend"), code, word);
        Assert.That(Workspace.Entries(), Is.EqualTo(entries));
    }
}
