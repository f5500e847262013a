using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary><c>modelci test --preflight</c>: what a run would say before it costs anything, and nothing of the test set.</summary>
internal sealed class PreflightTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void GateThatRuns_IsWell_AndNothingIsRecorded()
    {
        Workspace.Run("test", "--preflight");
        var before = Workspace.State();
        var outcome = Workspace.Run("test", "--preflight");
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.State(), Is.EqualTo(before), "no report, no ledger");
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Assert.That(Directory.Exists(Path.Combine(Workspace.Outside, ".cache")), Is.False, "no item was predicted");
            Assert.That(outcome.Out, Does.Contain("test set       digits (1,197 items): its columns feed the models").And.Contain("16 left").And.EndWith("Nothing was decided or recorded.\n"));
            Assert.That(outcome.Out.ReplaceLineEndings(" "), Does.Contain("4-point gain").And.Contain("labels"));
        }
    }

    [Test]
    public void Output_IsAFunctionOfNoLabelAndNoAnswer()
    {
        var first = Workspace.Run("test", "--preflight");
        // Every label another, and every image another: what is said of a test set of these names, types and shapes stays.
        Workspace.Write("holdout/labels.csv", System.Text.RegularExpressions.Regex.Replace(Workspace.Read("holdout/labels.csv"), @",(\d)\b", match => "," + (int.Parse(match.Groups[1].Value) + 3) % 10));
        var lines = Workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n');
        Workspace.Write("holdout/items.csv", string.Join('\n', lines.Select((line, row) => row == 0 ? line : line.Split(',')[0] + "," + string.Join(',', lines[1 + (row % (lines.Length - 1))].Split(',')[1..]))) + "\n");
        var second = Workspace.Run("test", "--preflight");
        Exits(second, 0);
        Assert.That((second.Out, second.Error), Is.EqualTo((first.Out, first.Error)));
    }

    [Test]
    public void DevelopmentSet_IsMeasuredInTheOpen()
    {
        Workspace.AddDevelopmentSet("dev.csv");
        var outcome = Workspace.Run("test", "--preflight", "--development", "dev.csv", "--format", "json");
        Exits(outcome, 0);
        var json = JsonNode.Parse(outcome.Out)!;
        var development = json["development"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((string?)json["schema"], (int)development["items"]!), Is.EqualTo(("modelci.preflight/1", 300)));
            Assert.That((double)development["disagreement"]!, Is.EqualTo((int)development["differ"]! / 300.0));
            Assert.That((double)development["lower"]!, Is.LessThan((double)development["disagreement"]!));
            Assert.That((double)development["upper"]!, Is.GreaterThan((double)development["disagreement"]!));
            Assert.That((int)development["differ"]!, Is.GreaterThan(0));
            Assert.That((string?)json["forecast"], Does.Contain("where the models differ on"));
            Assert.That(Workspace.Ledgers(), Is.Empty);
        }
    }

    [Test]
    public void TestSetItself_IsNoDevelopmentSet_UnderAnyName()
    {
        Workspace.Write("copy.csv", Workspace.Read("holdout/items.csv"));
        Workspace.Write("renamed.csv", Workspace.Read("holdout/items.csv").Replace("digit-", "other-", StringComparison.Ordinal));
        File.CreateSymbolicLink(Workspace.PathOf("link.csv"), Workspace.PathOf("holdout/items.csv"));
        foreach (var file in (string[])["holdout/items.csv", "link.csv", "copy.csv", "renamed.csv"])
            IsProblem(Workspace.Run("test", "--preflight", "--development", file), "MCI1045", "test set");
    }

    [Test]
    public void SealedTestSet_TellsNothing_NotEvenWhatItHas()
    {
        Workspace.Write("copy.csv", Workspace.Read("holdout/items.csv"));
        Workspace.AddDevelopmentSet("dev.csv");
        Workspace.Configure("  labels: holdout/labels.csv ", "  classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n  labels: holdout/labels.csv ");
        Workspace.Seal();
        // Where the keys are: whether somebody's items are in the test set is a secret, so that any are measured.
        Exits(Workspace.Run("test", "--preflight", "--development", "copy.csv"), 0);
        Workspace.SetKeys(null, null);
        var outcome = Workspace.Run("test", "--preflight", "--development", "dev.csv");
        Exits(outcome, 0);
        Assert.That(outcome.Out.ReplaceLineEndings(" "), Does.Match(@"is sealed, and the keys are not set: not\s+looked at").And.Contain("the models differ on"));
    }

    [Test]
    public void ClassesThatNobodyTells_AreAskedFor()
    {
        Workspace.AddDevelopmentSet("dev.csv");
        Workspace.Seal();
        Workspace.SetKeys(null, null);
        Exits(Workspace.Run("test", "--preflight"), 0);
        IsProblem(Workspace.Run("test", "--preflight", "--development", "dev.csv"), "MCI1045", "holdout.classes");
    }

    [TestCase("MCI1010", "--development", "dev.csv")]
    [TestCase("MCI1010", "--preflight", "--publish")]
    [TestCase("MCI1010", "--preflight", "--announce")]
    [TestCase("MCI1010", "--preflight", "--junit", "x.xml")]
    [TestCase("MCI1010", "--preflight", "--predictions", "x.csv")]
    [TestCase("MCI3001", "--preflight", "--development", "absent.csv")]
    [TestCase("MCI1045", "--preflight", "--development", "a.csv", "--development", "b.csv")]
    public void MistakesOfTheCommandLine_AreProblems(string code, params string[] arguments) => IsProblem(Workspace.Run(["test", .. arguments]), code);

    [Test]
    public void WhatARunWouldRefuse_IsRefused()
    {
        Workspace.Configure("from: [", "from: [ nope,");
        IsProblem(Workspace.Run("test", "--preflight"), "MCI2003", "nope");
    }

    [Test]
    public void DevelopmentSetWithOtherColumns_IsAProblem()
    {
        Workspace.Write("dev.csv", "id,p00\n1,2\n");
        IsProblem(Workspace.Run("test", "--preflight", "--development", "dev.csv"), "MCI2003", "p01");
    }
}
