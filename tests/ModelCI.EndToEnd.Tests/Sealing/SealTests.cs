using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Sealing;

/// <summary><c>holdout seal</c> and <c>unseal</c> where nothing is wrong.</summary>
internal sealed class SealTests() : WorkspaceTests(() => Workspace.Digits())
{
    private static readonly string[] Variables = ["MODELCI_KEY", "MODELCI_ORDER_KEY"];

    [Test]
    public void SealedTestSet_IsDecidedAsThePlainOne()
    {
        Workspace.SetKeys();
        var plain = Workspace.Run("test");
        Exits(plain, 0);
        using var other = TestKeys.SealedDigits();
        var decided = other.Run("test");
        Exits(decided, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)other.Report()["testSet"]!["digest"], Is.EqualTo((string?)Workspace.Report()["testSet"]!["digest"]));
            Assert.That((string?)other.Report()["testSet"]!["digest"], Is.Not.EqualTo(PublicDigest()), "under a key no guess of the items can be held against it");
            Assert.That((string?)other.Report()["verdict"], Is.EqualTo((string?)Workspace.Report()["verdict"]));
            Assert.That(Directory.EnumerateFileSystemEntries(other.Temporary), Is.Empty);
            Assert.That(Directory.GetFiles(other.PathOf("holdout")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "items.csv.sealed", "labels.csv.sealed" }));
        }
        Exits(other.Run("plan"), 0);
    }

    private static string? PublicDigest()
    {
        using var workspace = Workspace.Digits();
        Exits(workspace.Run("test"), 0);
        return (string?)workspace.Report()["testSet"]!["digest"];
    }

    [Test]
    public void NewKey_PrintsAPairThatSeals()
    {
        File.Delete(Workspace.PathOf("modelci.yml"));
        var (first, second) = (NewKeys(), NewKeys());
        Assert.That(first.Concat(second).Distinct().Count(), Is.EqualTo(4), "every key is new");
        Assert.That(first.Select(key => Convert.FromBase64String(key).Length), Is.All.EqualTo(32));
        var json = JsonNode.Parse(Workspace.Run("holdout", "seal", "--new-key", "--format", "json").Out)!.AsObject();
        Assert.That(json.Select(entry => entry.Key), Is.EqualTo(Variables));
        using var sealing = Workspace.Digits();
        sealing.SetKeys(first[0], first[1]);
        Exits(sealing.Run("holdout", "seal"), 0);

        string[] NewKeys()
        {
            var outcome = Workspace.Run("holdout", "seal", "--new-key");
            Exits(outcome, 0);
            var lines = outcome.Out.TrimEnd('\n').Split('\n').Select(line => line.Split('=', 2)).ToArray();
            Assert.That(lines.Select(line => line[0]), Is.EqualTo(Variables));
            Assert.That(outcome.Error, Does.Contain("secret store").And.Not.Contain(lines[0][1]).And.Not.Contain(lines[1][1]));
            return [.. lines.Select(line => line[1])];
        }
    }

    [Test]
    public void Seal_SaysWhatToChange_AndLeavesThePlainFiles()
    {
        Workspace.SetKeys();
        var (items, labels) = (Workspace.Read("holdout/items.csv"), Workspace.Read("holdout/labels.csv"));
        var outcome = Workspace.Run("holdout", "seal");
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Is.EqualTo(
                "sealed for the test set 'digits'; now write in modelci.yml:\n  holdout.items: holdout/items.csv.sealed\n  holdout.labels: holdout/labels.csv.sealed\n"));
            Assert.That(outcome.Error, Does.Contain("git's history").And.Contain("git rm --cached"));
            Assert.That((Workspace.Read("holdout/items.csv"), Workspace.Read("holdout/labels.csv")), Is.EqualTo((items, labels)));
        }
        Exits(Workspace.Run("holdout", "seal"), 2);
        var again = Workspace.Run("holdout", "seal", "--force", "--format", "json", "--quiet");
        Exits(again, 0);
        Assert.That(JsonNode.Parse(again.Out)!["files"]!.AsArray().Select(file => (string?)file!["to"]), Is.EqualTo(new[] { "holdout/items.csv.sealed", "holdout/labels.csv.sealed" }));
        Assert.That(again.Error, Is.Empty);
    }

    [Test]
    public void Unseal_GivesTheFilesBack()
    {
        using var sealedSet = TestKeys.SealedDigits();
        var outcome = sealedSet.Run("holdout", "unseal", "--output", Path.Combine(sealedSet.Outside, "plain"));
        Exits(outcome, 0);
        string Plain(string name) => File.ReadAllText(Path.Combine(sealedSet.Outside, "plain", name));
        Assert.That((Plain("items.csv"), Plain("labels.csv")), Is.EqualTo((Workspace.Read("holdout/items.csv"), Workspace.Read("holdout/labels.csv"))));
        Assert.That(outcome.Error, Does.Contain("in clear"));
    }
}
