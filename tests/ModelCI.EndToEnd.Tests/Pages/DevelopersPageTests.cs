using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Pages;

/// <summary>report.html beside report.json: what the account has released, and nothing else of the test set. <see cref="SecrecyTests"/> compares it byte for byte.</summary>
internal sealed partial class DevelopersPageTests
{
    [TestCase("verdict")]
    [TestCase("reason")]
    public void Numbers_OfTheSameRunsMaintainersEdition_AreNotInIt(string feedback)
    {
        using var workspace = PageRuns.Of(feedback);
        var developers = workspace.Read("modelci-report/report.html");
        var maintainers = File.ReadAllText(Path.Combine(workspace.Outside, "full.html"));
        // What developers can read anyway.
        var known = Numbers(workspace.Read("modelci-report/report.json") + workspace.Run("ledger", "show", "--format", "json").Out + workspace.Read("modelci-report/summary.md"));
        var secrets = Numbers(PageText.Words(PageText.Section(maintainers, "clauses") + PageText.Section(maintainers, "paths"))).Except(known).Where(number => number.Length > 3).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(secrets, Has.Count.GreaterThan(50), "the maintainers' edition has much to hide");
            Assert.That(Numbers(PageText.Content(developers)).Intersect(secrets), Is.Empty);
            Assert.That(PageText.Content(developers), Does.Not.Contain("path-").And.Not.Contain("ln E").And.Not.Contain("zone").And.Not.Contain("\"exact\""));
            Assert.That(PageText.Words(developers), Does.Not.Contain("estimate").And.Not.Contain("needed:").And.Not.Contain("sealed reason"));
        }
    }

    [Test]
    public void Estimates_ShowCountsAndIntervals_AndNeverThePath()
    {
        using var workspace = PageRuns.Of("estimates");
        var page = workspace.Read("modelci-report/report.html");
        var words = PageText.Words(page);
        var report = workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            foreach (var clause in report["clauses"]!.AsArray())
            {
                var shown = clause!["shown"]!;
                Assert.That(words, Does.Contain($"{Signed(shown["lower"]!)} {Signed(shown["upper"]!)}"));
                Assert.That(words, Does.Contain((string)clause["text"]!));
            }
            Assert.That(words, Does.Contain($"{(int)report["labels"]!["used"]!["needed"]!} needed"));
            Assert.That(PageText.Content(page), Does.Not.Contain("path-").And.Not.Contain("ln E").And.Not.Contain("class=\"zone\""));
        }

        static string Signed(JsonNode number) => ((double)number).ToString("+0.0000;-0.0000;0.0000", null);
    }

    [Test]
    public void Page_IsSmallAndWhole([Values("estimates", "verdict")] string feedback)
    {
        using var workspace = PageRuns.Of(feedback);
        foreach (var file in (string[])[workspace.PathOf("modelci-report/report.html"), Path.Combine(workspace.Outside, "full.html")])
        {
            var page = File.ReadAllText(file);
            Assert.That(new FileInfo(file).Length, Is.LessThan(400_000));
            // The licence of the library that draws, which asks for it.
            Assert.That(page, Does.Contain("Copyright (c) 2022 Leon Sorokin"));
            Assert.That(PageText.Content(page), Does.Not.Contain("src=").And.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("url("));
        }
    }

    private static HashSet<string> Numbers(string text) => [.. NumberPattern().Matches(text).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal).TrimStart('+'))];

    [GeneratedRegex(@"(?<![\w.#-])[+-]?\d[\d,]*(\.\d+)?(?![\w])")]
    private static partial Regex NumberPattern();
}
