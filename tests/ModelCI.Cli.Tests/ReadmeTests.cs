using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Benchmarks.Labels;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Core.Reports;
using NUnit.Framework;

namespace ModelCI.Cli.Tests;

/// <summary>What README promises: two commands, a reference without gaps, examples that work.</summary>
public sealed class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository(), "README.md"));

    private static IEnumerable<string> Keys() =>
        from key in ConfigurationKeys.Root.Keys
        from path in key.Shape is ValueShape.Mapping section ? section.Keys.Select(child => $"{key.Name}.{child.Name}") : [key.Name]
        select path;

    [TestCaseSource(nameof(Keys))]
    public void Reference_EveryKey_HasARow(string key) => Assert.That(Text, Does.Match($@"(?m)^\| (`[^|]*`, )*`{Regex.Escape(key)}`.* \|"));

    [TestCase("Run it", "dotnet run ")]
    [TestCase("Test it", "dotnet test ModelCI.sln")]
    public void Headings_AreFollowedByOneCommandOfOneLine(string heading, string command)
    {
        var block = Regex.Match(Text, $@"(?m)^## {heading}\n\n```\n(?<line>[^\n]+)\n```$");
        Assert.That(block.Success, Is.True, $"no fenced block of one line below '{heading}'");
        Assert.That(block.Groups["line"].Value, Does.StartWith(command));
    }

    [Test]
    public void Configuration_Example_IsValid()
    {
        var block = Regex.Match(Text, "(?s)```yaml\n(?<yaml>.*?)```");
        Assert.That(() => ConfigurationReader.Parse(block.Groups["yaml"].Value, "README.md", Repository()), Throws.Nothing);
    }

    [Test]
    public void ExitCodes_AreListed()
    {
        var codes = Enum.GetValues<Verdict>().Select(GateReport.ExitCodeOf)
            .Concat([ExitCodes.Success, ExitCodes.Problem, ExitCodes.Bug, ExitCodes.Cancelled]).Distinct();
        foreach (var code in codes) Assert.That(Text, Does.Match($@"(?m)^\| {code.ToString(CultureInfo.InvariantCulture)} \|"));
    }

    [Test]
    public void Labels_RowsAreTheBenchmarksScenarios_AndItsMeanIsReached()
    {
        var table = Regex.Match(Text, @"(?s)<!-- labels: [^\n]* -->\n(?<rows>.*?)\n<!-- end of labels -->").Groups["rows"].Value.Split('\n');
        string[][] rows = [.. table.Skip(2).Select(row => row.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
        Assert.That(rows[..^1].Select(row => row[0]), Is.EqualTo(LabelScenario.All.Select(scenario => scenario.Name)));
        foreach (var row in rows[..^1])
        {
            Assert.That(row, Has.Length.EqualTo(rows[0].Length), row[0]);
            var (mean, error) = (Number(row[1]), Number(row[2]));
            Assert.That(error, Is.LessThan(mean / 50), row[0]);
            if (row[4].Length > 0) Assert.That(Number(row[5]), Is.EqualTo(mean / Number(row[4])).Within(0.01), row[0]);
        }
        Assert.That(Number(Regex.Match(rows[^1][5], @"\d\.\d+").Value), Is.LessThanOrEqualTo(1.15));

        static double Number(string cell) => double.Parse(cell, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ModelCI.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("ModelCI.sln is not above the tests");
    }
}
