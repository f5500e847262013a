using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Holdouts;

/// <summary><c>holdout check</c>, and what every run of the gate asks of the test set.</summary>
internal sealed class CheckTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Schema = "holdout/schema.yml";
    private const string Items = "holdout/items.csv";
    private const string Labels = "holdout/labels.csv";

    [Test]
    public void WithoutASchema_WhatIsOddIsAWarning_AndARunIsNotBothered()
    {
        var outcome = Workspace.Run("holdout", "check");
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.StartWith("test set digits: 1,197 items, 64 columns; no schema"));
            Assert.That(outcome.Out, Does.Contain("warning  constant-column  'p00', 'p40', 'p47'").And.Contain("the test set fits: candidate, baseline"));
            Assert.That(outcome.Out, Does.EndWith("errors: 0, warnings: 3\n"));
            Assert.That(outcome.Error, Is.Empty);
            Assert.That(Workspace.Ledgers(), Is.Empty);
        }
        var run = Workspace.Run("test");
        Exits(run, 0);
        Assert.That(run.Error, Does.Not.Contain("warning"));
    }

    [Test]
    public void Inferred_Schema_FitsItsTestSet_AndIsNeverReplacedUnasked()
    {
        Infer();
        var text = Workspace.Read(Schema);
        Assert.That(Json(), Has.Count.Zero);
        Exits(Workspace.Run("test"), 0);
        Workspace.Edit(Schema, "p12: { type: int64, min: 0, max: 16 }", "p12: { type: int64, min: 0, max: 17 }");
        var edited = Workspace.Read(Schema);
        IsProblem(Workspace.Run("holdout", "check", "--infer"), "MCI3101", Schema, "--force");
        Assert.That(Workspace.Read(Schema), Is.EqualTo(edited));
        var outcome = Workspace.Run("holdout", "check", "--infer", "--force", "--format", "json", "--quiet");
        Exits(outcome, 0);
        Assert.That((Workspace.Read(Schema), (int)JsonNode.Parse(outcome.Out)!["columns"]!, outcome.Error), Is.EqualTo((text, 64, "")));
        IsProblem(Workspace.Run("holdout", "check", "--force"), "MCI1010", "--infer");
    }

    [TestCase("p12: { type: int64, min: 0, max: 16 }", "p12: { type: int64, min: 0, max: 15 }", "range", "MCI3114")]
    [TestCase("p12: { type: int64, min: 0, max: 16 }", "p12: { type: int64, categories: [0, 1, 16] }", "categories", "MCI3115")]
    [TestCase("p12: { type: int64, min: 0, max: 16 }", "p12: { type: float64, min: 0, max: 16 }", "type", "MCI3112")]
    [TestCase("p12: { type: int64, min: 0, max: 16 }", "p12: { type: int64, shape: [1] }", "shape", "MCI3113")]
    [TestCase("  p12: { type: int64, min: 0, max: 16 }\n", "", "extra-column", "MCI3111")]
    [TestCase("columns:\n", "columns:\n  p12b: { type: bool }\n", "missing-column", "MCI3110")]
    public void SchemaOfOtherItems_IsAnErrorOfCheckAndOfARun(string from, string to, string rule, string code)
    {
        Infer();
        Workspace.Edit(Schema, from, to);
        var finding = Json(2).Single()!;
        Assert.That(((string?)finding["severity"], (string?)finding["rule"], (string?)finding["code"]), Is.EqualTo(("error", rule, code)));
        Assert.That((string?)finding["subject"], Does.StartWith("p12"));
        BlocksARun(code, "'p12");
    }

    [Test]
    public void SeveralErrors_AreAllListed_AndARunWritesNothing()
    {
        Exits(Workspace.Run("test"), 0);
        var entries = Workspace.Git("for-each-ref");
        Infer();
        Workspace.Edit(Schema, "p12: { type: int64, min: 0, max: 16 }", "p12: { type: int64, min: 1 }");
        Workspace.Edit(Schema, "p13: { type: int64, min: 0, max: 16 }", "p13: { type: int64, max: 8 }");
        var outcome = Workspace.Run("test");
        IsProblem(outcome, "MCI3114", "range of 'p12': expected at least 1, found 0 to 16; items: ", "range of 'p13'", "2 problems", Schema);
        Assert.That(Workspace.Git("for-each-ref"), Is.EqualTo(entries));
    }

    [Test]
    public void ChangedItems_AreNamed()
    {
        Infer();
        var lines = Workspace.Read(Items).TrimEnd('\n').Split('\n');
        // A pixel beyond the bounds, a hole, and a copy of another item.
        lines[3] = string.Join(',', lines[3].Split(',').Select((cell, column) => column == 12 ? "99" : cell));
        lines[5] = lines[5].Split(',')[0] + lines[4][lines[4].IndexOf(',')..];
        Workspace.Write(Items, string.Join('\n', lines) + "\n");
        var findings = Json(2);
        Assert.That(findings.Select(finding => (string?)finding!["rule"]), Is.SupersetOf(new[] { "range", "duplicate-items" }));
        var duplicates = findings.Single(finding => (string?)finding!["rule"] == "duplicate-items")!;
        Assert.That(duplicates["items"]!.AsArray().Select(id => (string?)id), Is.EqualTo(new[] { "digit-0004", "digit-0005" }));
        BlocksARun("MCI3119", "'digit-0004', 'digit-0005'");
    }

    [Test]
    public void Labels_AreSpokenOfByCheck_NeverByARun()
    {
        Infer();
        var lines = Workspace.Read(Labels).TrimEnd('\n').Split('\n');
        Workspace.Write(Labels, string.Join('\n', lines.Select((line, number) => number is > 0 and < 300 ? line.Split(',')[0] + ",7" : line)) + "\n");
        var findings = Json(2);
        Assert.That(findings.Select(finding => ((string?)finding!["rule"], (bool)finding["dependsOnLabels"]!)), Is.All.EqualTo(("class-balance", true)));
        Assert.That(findings.Select(finding => (string?)finding!["subject"]), Does.Contain("7"));
        var run = Workspace.Run("test");
        Assert.That(run.ExitCode, Is.AnyOf(0, 1), run.ToString());
        Assert.That(run.Out + run.Error, Does.Not.Contain("balance").And.Not.Contain("MCI31"));
    }

    [Test]
    public void DeclaredClasses_ThatTheSchemaDoesNotHave_AreAnError()
    {
        Infer();
        Workspace.Configure("  labels: holdout/labels.csv ", "  classes: [1, 0, 2, 3, 4, 5, 6, 7, 8, 9]\n  labels: holdout/labels.csv ");
        BlocksARun("MCI3120", "another order");
    }

    [Test]
    public void Schema_ThatIsNamed_MustBeThere_AndBeOne()
    {
        Workspace.Configure("  labels: holdout/labels.csv ", "  schema: gates/digits.yml\n  labels: holdout/labels.csv ");
        BlocksARun("MCI3100", "gates/digits.yml", "--infer");
        IsProblem(Workspace.Run("holdout", "check"), "MCI3100");
        Exits(Workspace.Run("holdout", "check", "--infer"), 0);
        Assert.That(File.Exists(Workspace.PathOf(Schema)), Is.False);
        Exits(Workspace.Run("test"), 0);
        Workspace.Edit("gates/digits.yml", "max: 16", "mx: 16");
        IsProblem(Workspace.Run("test"), "MCI1003", "gates/digits.yml:12:", "did you mean 'max'?");
        Workspace.Write("gates/digits.yml", "columns: [\0");
        IsProblem(Workspace.Run("holdout", "check"), "MCI1002", "gates/digits.yml:1:11");
        File.Delete(Workspace.PathOf("gates/digits.yml"));
        Directory.CreateDirectory(Workspace.PathOf("gates/digits.yml"));
        IsProblem(Workspace.Run("holdout", "check"), "MCI3100", "folder");
    }

    [Test]
    public void Models_ThatDoNotFit_AreReportedBesideTheItems()
    {
        Infer();
        Workspace.Edit(Schema, "p12: { type: int64, min: 0, max: 16 }", "p12: { type: int64, max: 1 }");
        Workspace.Configure("p76, p77", "p76");
        var outcome = Workspace.Run("holdout", "check");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Contain("error  range  'p12'").And.Contain("error[MCI2").And.Contain("candidate").And.Contain("baseline"));
            Assert.That(outcome.Out, Does.EndWith("errors: 3, warnings: 0\n"));
            Assert.That(outcome.Error, Is.Empty);
        }
    }

    [Test]
    public void Baseline_ThatIsNotFound_IsAWarning_AndTheCandidateIsLookedAt()
    {
        Infer();
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: base ");
        var outcome = Workspace.Run("holdout", "check");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Contain("warning[MCI4").And.Contain("the baseline was not looked at: ").And.Contain("the test set fits: candidate\n"));
        File.Delete(Workspace.PathOf("models/better.onnx"));
        outcome = Workspace.Run("holdout", "check");
        Exits(outcome, 2);
        Assert.That(outcome.Out, Does.Contain("error[MCI2001]").And.Not.Contain("fits"));
    }

    [Test]
    public void Schema_OfNamesThatYamlCannotHold_IsNotWritten()
    {
        Workspace.Edit(Items, "id,p00,", "id,\"p\t00\",");
        IsProblem(Workspace.Run("holdout", "check", "--infer"), "MCI3102", "p\\u000900");
        Assert.That(File.Exists(Workspace.PathOf(Schema)), Is.False);
    }

    private void Infer()
    {
        var outcome = Workspace.Run("holdout", "check", "--infer");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.StartWith("wrote holdout/schema.yml"));
    }

    private JsonArray Json(int exitCode = 0)
    {
        var before = Workspace.Git("for-each-ref");
        var outcome = Workspace.Run("holdout", "check", "--format", "json");
        Exits(outcome, exitCode);
        Assert.That((outcome.Error, Workspace.Git("for-each-ref")), Is.EqualTo(("", before)));
        return JsonNode.Parse(outcome.Out)!["findings"]!.AsArray();
    }

    private void BlocksARun(string code, params string[] words)
    {
        var before = Workspace.Git("for-each-ref");
        IsProblem(Workspace.Run("test"), code, words);
        Assert.That(Workspace.Git("for-each-ref"), Is.EqualTo(before), "a ledger was written");
        Assert.That(File.Exists(Workspace.PathOf("modelci-report/report.json")), Is.False);
    }
}
