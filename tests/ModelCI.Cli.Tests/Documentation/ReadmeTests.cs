using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Benchmarks.Labels;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Documentation;

/// <summary>What README promises beside commands, settings and codes.</summary>
internal sealed class ReadmeTests
{
    // .ci/run reads these two the same way.
    [TestCase("Run it", "dotnet run ")]
    [TestCase("Test it", "dotnet test ModelCI.sln")]
    public void Headings_AreFollowedByOneCommandOfOneLine(string heading, string command)
    {
        var text = File.ReadAllText(Golden.PathOf("README.md"));
        Assert.That(text, Does.Match($@"(?m)^## {heading}\n\n```\n{Regex.Escape(command)}[^\n]*\n```$"));
        Assert.That(Pages.Readme.Blocks.Count(block => block.Heading == heading), Is.EqualTo(1));
        Assert.That(File.ReadAllText(Golden.PathOf(".ci/run")), Does.Contain($"run_readme \"{heading}\""));
    }

    [Test]
    public void Links_LeadToFilesAndHeadings()
    {
        foreach (var page in Pages.All)
        {
            var links = page.Links.Where(link => !link.StartsWith("https:", StringComparison.Ordinal)).Select(link => link.Split('#')).ToArray();
            Assert.That(links, Is.Not.Empty);
            foreach (var link in links)
            {
                var file = Path.GetFullPath(link[0].Length == 0 ? Path.Combine(page.Folder, page.Name) : Path.Combine(page.Folder, link[0]));
                Assert.That(Path.Exists(file), $"{page.Name}: {link[0]}");
                if (link.Length > 1) Assert.That(new Page(Path.GetDirectoryName(file)!, Path.GetFileName(file)).Anchors, Does.Contain(link[1]), page.Name);
            }
        }
    }

    [Test]
    public void Labels_RowsAreTheBenchmarksScenarios_AndItsMeanIsReached()
    {
        var rows = Pages.Readme.Rows("What it costs");
        Assert.That(rows.SkipLast(1).Select(row => row[0].Replace("`", "", StringComparison.Ordinal)), Is.EqualTo(LabelScenario.All.Select(scenario => scenario.Name.Replace("`", "", StringComparison.Ordinal))));
        foreach (var row in rows.SkipLast(1))
        {
            Assert.That(row, Has.Count.EqualTo(rows[0].Count), row[0]);
            var (mean, error) = (Number(row[1]), Number(row[2]));
            Assert.That(error, Is.LessThan(mean / 50), row[0]);
            if (row[4].Length > 0) Assert.That(Number(row[5]), Is.EqualTo(mean / Number(row[4])).Within(0.01), row[0]);
        }
        Assert.That(Number(Regex.Match(rows[^1][5], @"\d\.\d+").Value), Is.LessThanOrEqualTo(1.15));

        static double Number(string cell) => double.Parse(cell, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
