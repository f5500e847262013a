using System.Text.Json.Nodes;
using ModelCI.Cli.Validating;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Validating;

/// <summary>Findings in words: readable, and harmless whatever the test set's files hold.</summary>
internal sealed class CheckReportTests
{
    private const string Hostile = "::error::\u001b[31m ##[add-mask]x <script> \r\n::stop";

    private static readonly ModelCheck Fitting = new([], [], ["candidate", "baseline"]);

    [Test]
    public void Text_NoLineBeginsWithAValueOutOfAFile_AndTerminalsObeyNothing()
    {
        var report = Report([.. Enum.GetValues<FindingRule>().Select(rule => new Finding(FindingSeverity.Error, rule, Hostile, Hostile, $"'{Hostile}', '{Hostile}'", 2, [Hostile, "plain"], false))]);
        var text = report.ToText();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split('\n').Select(line => line.TrimStart()), Has.None.StartsWith("::"));
            Assert.That(text.Where(symbol => char.IsControl(symbol) && symbol != '\n'), Is.Empty);
            Assert.That(text, Does.Not.Contain("##["));
        }
    }

    [Test]
    public void Text_OfOrdinaryFindings_FitsEightyColumns()
    {
        var report = Report(
        [
            new(FindingSeverity.Error, FindingRule.Range, "hours_per_week", "1 to 99", "1 to 120", 12_345, ["adult-test-00001", "adult-test-00002", "adult-test-00003", "adult-test-00004", "adult-test-00005"], false),
            new(FindingSeverity.Warning, FindingRule.ContradictoryLabels, null, "one label for equal features", "groups with several: 12", 30, ["adult-test-00001"], true),
            .. Enumerable.Range(0, 12).Select(column => new Finding(FindingSeverity.Warning, FindingRule.ConstantColumn, column < 6 ? $"a-rather-long-name-of-column-{column}" : $"p{column}", "values that differ", "0 throughout", 9, [], false)),
        ]);
        Golden.Check(report.ToText(), "tests/ModelCI.Cli.Tests/Validating/check.txt");
        Assert.That(report.ToText().Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public void Json_HasEveryFinding_AndWhatIsWrongWithModels()
    {
        var models = new ModelCheck([new Problem("MCI2005", "what", "candidate", "fix")], [new Problem("MCI2001", "gone")], []);
        var report = new CheckReport("adult", 10, 2, null, [new(FindingSeverity.Warning, FindingRule.DuplicateItems, null, Hostile, "f", 3, ["a", "b"], false)], models);
        var json = JsonNode.Parse(report.ToJson())!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((string?)json["schema"], (int)json["errors"]!, (int)json["warnings"]!, json["schemaFile"]), Is.EqualTo(("modelci.holdout-check/1", 1, 2, (JsonNode?)null)));
            var finding = json["findings"]!.AsArray().Single()!;
            Assert.That(((string?)finding["rule"], (string?)finding["code"], (string?)finding["expected"], (int)finding["count"]!), Is.EqualTo(("duplicate-items", "MCI3119", Hostile, 3)));
            Assert.That(json["models"]!.AsArray().Select(model => (string?)model!["severity"]), Is.EqualTo(new[] { "error", "warning" }));
            Assert.That(report.ToJson().TrimEnd('\n'), Does.Not.Contain("\n"));
        }
    }

    [Test]
    public void Problems_OfASealedTestSet_SayRuleAndColumnOnly()
    {
        var group = FindingGroup.Of([new Finding(FindingSeverity.Error, FindingRule.Type, "age", "int64", "secret", 17, ["id-1"], false)]).Single();
        var (open, closed) = (group.ToProblem(isSealed: false, "schema.yml"), group.ToProblem(isSealed: true, "schema.yml"));
        Assert.That(open.What, Is.EqualTo("type of 'age': expected int64, found secret; items: 17 ('id-1', ...)"));
        Assert.That($"{closed.What}{closed.Fix}", Does.Contain("the rule type of 'age'").And.Not.Contain("secret").And.Not.Contain("17").And.Not.Contain("id-1"));
    }

    private static CheckReport Report(IReadOnlyList<Finding> findings) => new("adult", 16_281, 14, "holdout/schema.yml", findings, Fitting);
}
