using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Holdouts;

/// <summary><c>holdout check</c> on a table with text, whole numbers and real labels.</summary>
internal sealed class CheckTableTests() : WorkspaceTests(() => SharedGates.Adult("models/a01_stump.onnx", "models/a03_forest.onnx", "n - o > 0 +/- 0.01"))
{
    private const string Schema = "holdout/schema.yml";

    [Test]
    public void RealTable_IsToldOfItsDuplicates_AndFitsWhatIsInferred()
    {
        var odd = Findings(0).Single()!;
        Assert.That(((string?)odd["severity"], (string?)odd["rule"], (int)odd["count"]!), Is.EqualTo(("warning", "duplicate-items", 4)));
        Assert.That(odd["items"]!.AsArray().Select(id => (string?)id), Does.Contain("adult-test-00488"));
        Exits(Workspace.Run("holdout", "check", "--infer"), 0);
        Assert.That(Workspace.Read(Schema), Does.Contain("duplicates: allowed").And.Contain("contradictions: forbidden").And.Contain("sex: { type: string, categories: [Female, Male], missing: 0 }"));
        Assert.That(Findings(0), Is.Empty);
    }

    [TestCase("categories: [Female, Male]", "categories: [Female]", "categories", "'Male'")]
    [TestCase("age: { type: int64, min: 17,", "age: { type: int64, min: 18,", "range", "17 to 90")]
    [TestCase("duplicates: allowed", "duplicates: forbidden", "duplicate-items", "groups of equal ones: ")]
    [TestCase("'<=50K': { share: 0.76", "'<=50K': { share: 0.66", "class-balance", "0.76")]
    [TestCase("classes: ['<=50K', '>50K']", "classes: ['<=50K', '>50K', unknown]", "classes", "not 'unknown'")]
    public void Violation_IsAnError(string from, string to, string rule, string found)
    {
        Exits(Workspace.Run("holdout", "check", "--infer"), 0);
        Workspace.Edit(Schema, from, to);
        var finding = Findings(2).Single()!;
        Assert.That(((string?)finding["severity"], (string?)finding["rule"]), Is.EqualTo(("error", rule)));
        Assert.That((string?)finding["found"], Does.StartWith(found));
    }

    private JsonArray Findings(int exitCode)
    {
        var outcome = Workspace.Run("holdout", "check", "--format", "json");
        Exits(outcome, exitCode);
        return JsonNode.Parse(outcome.Out)!["findings"]!.AsArray();
    }
}
