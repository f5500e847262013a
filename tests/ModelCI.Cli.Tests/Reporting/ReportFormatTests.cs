using System.Text.Json.Nodes;
using ModelCI.Adapters.Tests.Reporting;
using ModelCI.Cli.Reporting;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Reporting;

/// <summary>report.json read back.</summary>
internal sealed class ReportFormatTests
{
    // Some that no report has, and some that a rendering might stumble over.
    private static readonly string?[] Odd = [null, "\"\"", "\"x\"", "-1", "0", "1e308", "-1e308", "true", "[]", "{}", "1e999"];

    [Test]
    public void Parse_WhatWasWritten_IsTheSameReport([ValueSource(typeof(SampleReports), nameof(SampleReports.Names))] string name)
    {
        var text = ReportFormat.ToJson(SampleReports.Of(name));
        Assert.That(ReportFormat.ToJson(ReportFormat.Parse(text, "report.json")), Is.EqualTo(text));
    }

    [TestCase("modelci.report/2", "MCI1041", "upgrade")]
    [TestCase("modelci.report/10", "MCI1041", "upgrade")]
    [TestCase("modelci.report/0", "MCI1040", "'schema' is not")]
    [TestCase("modelci.report/x", "MCI1040", "'schema' is not")]
    [TestCase("modelci.plan/1", "MCI1040", "'schema' is not")]
    public void Parse_OtherSchema_IsRefused(string schema, string code, string word)
    {
        // All else may differ as well, and is not looked at.
        var problem = ProblemOf($$"""{ "schema": "{{schema}}", "new": 1 }""");
        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That($"{problem.What} {problem.Fix}", Does.Contain(word));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("# no JSON")]
    [TestCase("""{ "schema": "modelci.report/1", "schema": "modelci.report/1" }""")]
    [TestCase("""{ "schema": "modelci.report/1" }""")]
    public void Parse_NoReport_IsRefused(string text) => Assert.That(ProblemOf(text).Code, Is.EqualTo("MCI1040"));

    [Test]
    public void Parse_UnknownMember_IsRefusedWithItsLine()
    {
        var report = JsonNode.Parse(ReportFormat.ToJson(SampleReports.Of("pass-estimates")))!.AsObject();
        report["labels"]!["extra"] = 1;
        var problem = ProblemOf(report.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
        Assert.That(problem.Where, Does.Match(@"^report\.json:\d+$"));
        Assert.That(problem.What, Does.Contain("extra"));
    }

    [Test]
    public void Parse_AnyOddValueAnywhere_IsRefusedOrRendersInEveryForm([Values("pass-estimates", "fail-reason", "waiting", "exhausted")] string name)
    {
        var renderer = new ReportRenderer(null);
        var text = ReportFormat.ToJson(SampleReports.Of(name));
        var (refused, rendered) = (0, 0);
        foreach (var path in Leaves(JsonNode.Parse(text)!, []))
        {
            foreach (var odd in Odd)
            {
                var root = JsonNode.Parse(text)!;
                var parent = path[..^1].Aggregate(root, (node, key) => key is int index ? node[index]! : node[(string)key]!);
                var value = odd is null ? null : JsonNode.Parse(odd);
                if (path[^1] is int at) parent[at] = value;
                else parent[(string)path[^1]] = value;
                try
                {
                    var report = ReportFormat.Parse(root.ToJsonString(), "report.json");
                    foreach (var form in ReportForm.Names) Assert.That(ReportForm.Render(form, renderer, report), Is.Not.Empty, $"{string.Join('.', path)} = {odd}");
                    rendered++;
                }
                catch (ModelCIException exception)
                {
                    Assert.That(exception.Problems[0].Code, Is.EqualTo("MCI1040").Or.EqualTo("MCI1041"));
                    refused++;
                }
            }
        }
        Assert.That(refused, Is.GreaterThan(100));
        Assert.That(rendered, Is.GreaterThan(20));
    }

    private static IEnumerable<object[]> Leaves(JsonNode? node, object[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, [.. path, member.Key])).Prepend(path).Where(found => found.Length > 0),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, [.. path, index])).Prepend(path),
        _ => [path],
    };

    private static Problem ProblemOf(string text) => Assert.Throws<ModelCIException>(() => ReportFormat.Parse(text, "report.json"))!.Problems[0];
}
