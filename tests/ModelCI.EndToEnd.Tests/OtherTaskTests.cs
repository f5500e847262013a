using System.Globalization;
using ModelCI.EndToEnd.Tests.BadInput;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Tasks that are not decided by the one predicted class: top-k and regressions.</summary>
internal sealed class OtherTaskTests
{
    private const int Rows = 600;

    [Test]
    public void TopK_IsDecided()
    {
        using var workspace = Workspace.Digits();
        workspace.Configure("n - o > 0 +/- 0.02", "topk(n, 3) - topk(o, 3) > -0.02 +/- 0.02 /\\\\ topk(n, 2) > 0.5 +/- 0.1");
        var outcome = workspace.Run("test");
        WorkspaceTests.Exits(outcome, 0);
        var report = workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report["clauses"]!.AsArray().Select(clause => (string)clause!["shown"]!["meaning"]!), Is.EqualTo(new[] { "top-k-difference", "top-k" }));
            WorkspaceTests.Exits(workspace.Run("ledger", "verify"), 0);
        }
        workspace.Configure("topk(n, 2) > 0.5", "topk(n, 2) > 0.6");
        workspace.Configure("ledger:\n", "limits: { seconds-per-batch: 0.000001 }\n\nledger:\n");
        // The rankings were kept: no model is run, or there would be no verdict.
        Assert.That(workspace.Run("test").ExitCode, Is.Zero.Or.EqualTo(1));
        workspace.Configure("topk(n, 2) > 0.6", "topk(n, 10) > 0.6");
        BadInputTests.IsRefusal(workspace.Run("test"), ["MCI1009"], "topk(n, 10)", "10 classes");
    }

    [TestCase("line", "loss(n) - loss(o) < 0 +/- 0.1", 0)]
    [TestCase("line_above", "loss(n) - loss(o) < 0 +/- 0.1", 1)]
    [TestCase("line", "loss(n) < 0.5 +/- 0.1 /\\\\ d > 0.9 +/- 0.05", 0)]
    [TestCase("line", "loss(n) > 0.5 +/- 0.1", 1)]
    [TestCase("line", "loss(n[far]) < 0.5 +/- 0.1", 2)]
    [TestCase("line", "loss(n)[far] < 0.5 +/- 0.1", 0)]
    public void Regression_IsDecided(string candidate, string condition, int exitCode)
    {
        using var workspace = Houses(candidate, condition);
        var outcome = workspace.Run("test");
        WorkspaceTests.Exits(outcome, exitCode);
        if (exitCode == 2) return;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(workspace.Entry(1, "houses")["testSet"]!["classes"]!.AsArray(), Is.Empty);
            Assert.That(workspace.Report()["clauses"]![0]!["shown"]!["counts"]!.AsArray(), Is.Empty.Or.Null);
            WorkspaceTests.Exits(workspace.Run("ledger", "verify"), 0);
            WorkspaceTests.Exits(workspace.Run("ledger", "show"), 0);
        }
    }

    [Test]
    public void RegressionFromPredictionFiles_IsDecidedAsByTheModels()
    {
        using var workspace = Houses("line", "loss(n) - loss(o) < 0 +/- 0.1");
        WorkspaceTests.Exits(workspace.Run("test"), 0);
        var models = workspace.Report();
        foreach (var model in (string[])["candidate", "baseline"]) WorkspaceTests.Exits(workspace.Run("predict", "--model", model), 0);
        workspace.Git("update-ref", "-d", "refs/modelci/houses");
        workspace.Git("update-ref", "-d", "refs/modelci-seen/houses");
        WorkspaceTests.Exits(
            workspace.Run("test", "--predictions", "predictions-candidate.parquet", "--baseline-predictions", "predictions-baseline.parquet"), 0);
        foreach (var key in (string[])["verdict", "clauses", "labels", "error"])
            Assert.That(workspace.Report()[key]!.ToJsonString(), Is.EqualTo(models[key]!.ToJsonString()), key);
    }

    [TestCase("one", "MCI3")]
    [TestCase("NaN", "MCI3")]
    [TestCase("inf", "MCI3")]
    public void LabelThatIsNoNumber_IsRefused(string label, string code)
    {
        using var workspace = Houses("line", "loss(n) - loss(o) < 0 +/- 0.1");
        var lines = workspace.Read("labels.csv").Split('\n');
        lines[5] = lines[5].Split(',')[0] + "," + label;
        workspace.Write("labels.csv", string.Join('\n', lines));
        var outcome = workspace.Run("test");
        WorkspaceTests.Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain($"error[{code}").And.Contain(label));
    }

    [TestCase("n - o > 0 +/- 0.1", "loss")]
    [TestCase("topk(n, 2) > 0.1 +/- 0.1", "loss")]
    public void ClassesInARegression_AreRefused(string condition, string word)
    {
        using var workspace = Houses("line", condition);
        WorkspaceTests.IsProblem(workspace.Run("test"), "MCI1009", word);
    }

    /// <summary>y = 2 x + 1 with some noise, in two JSON lines files or tables that DuckDB reads.</summary>
    private static Workspace Houses(string candidate, string condition)
    {
        var workspace = new Workspace();
        var random = new Random(7);
        var (items, labels) = (new List<string>(), new List<string> { "id,label" });
        for (var row = 0; row < Rows; row++)
        {
            var x = random.NextDouble() * 10;
            items.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"id\": \"h{row}\", \"x\": {x:R}}}"));
            labels.Add(string.Create(CultureInfo.InvariantCulture, $"h{row},{(2 * x) + 1 + (0.2 * (random.NextDouble() - 0.5)):R}"));
        }
        workspace.Write("items.jsonl", string.Join('\n', items) + "\n");
        workspace.Write("labels.csv", string.Join('\n', labels) + "\n");
        var baseline = candidate == "line" ? "line_above" : "line";
        workspace.Write("modelci.yml", $$"""
            version: 1
            candidate: {{Checkout.Model(candidate + ".onnx")}}
            baseline: {{Checkout.Model(baseline + ".onnx")}}
            holdout:
              name: houses
              items: items.jsonl
              labels: labels.csv
              loss: { kind: absolute, range: [0, 2] }
              slices: { far: x > 5 }
            gate:
              condition: "{{condition}}"
              reliability: 0.99
              feedback: estimates
            ledger: { remote: none }
            """);
        return workspace;
    }
}
