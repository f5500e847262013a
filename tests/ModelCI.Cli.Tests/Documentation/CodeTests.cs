using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Cli.Validating;
using ModelCI.Core.Reports;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Documentation;

/// <summary>README's tables of codes are those of the program: none is missing, none is left over.</summary>
internal sealed partial class CodeTests
{
    private static readonly string[] Documented = [.. Pages.Readme.Rows("Error codes").Select(row => row[0])];

    // A code is a literal where its problem is made, in five assemblies, and no list holds them all: the sources are what there is to ask.
    // The findings of `holdout check` are numbered by their rule.
    private static string[] Raised =>
    [
        .. Directory.EnumerateFiles(Golden.PathOf("src"), "*.cs", SearchOption.AllDirectories).Where(file => !GeneratedFolder().IsMatch(file))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Concat(Enum.GetValues<FindingRule>().Select(FindingGroup.CodeOf)).Distinct().Order(StringComparer.Ordinal),
    ];

    [Test]
    public void ErrorCodes_AreThoseOfTheSources_EachOnceAndInOrder()
    {
        Assert.That(Raised, Has.Length.GreaterThan(150), "the sources were not found");
        Assert.That(Documented, Is.EqualTo(Raised));
    }

    [Test]
    public void ErrorCodes_SayWhatTheyMeanAndHowToMendIt()
    {
        foreach (var row in Pages.Readme.Rows("Error codes"))
        {
            Assert.That(row, Has.Count.EqualTo(3), row[0]);
            Assert.That(row.Skip(1), Has.All.Match(@"^[^a-z].{8,}[.)]$"), row[0]);
        }
    }

    [Test]
    public void ErrorCodes_StandInTheTableOfTheirGroup()
    {
        var summaries = Summary().Matches(File.ReadAllText(Golden.PathOf("README.md")));
        Assert.That(summaries.Select(match => match.Groups["group"].Value), Is.EqualTo(new[] { "1", "2", "3", "4" }));
        foreach (Match table in summaries)
            Assert.That(Row().Matches(table.Groups["rows"].Value).Select(row => row.Groups[1].Value), Is.Not.Empty.And.All.EqualTo(table.Groups["group"].Value));
    }

    [Test]
    public void ErrorCodes_ThatSentencesName_Exist()
    {
        var action = Pages.Action.Rows("Error codes").Select(row => row[0]);
        Assert.That(Pages.All.SelectMany(page => Named().Matches(page.Prose)).Select(match => match.Value).Except(Documented).Except(action), Is.Empty);
    }

    [Test]
    public void ExitCodes_AreThoseOfTheProgram()
    {
        var codes = Enum.GetValues<Verdict>().Select(GateReport.ExitCodeOf).Concat([ExitCodes.Success, ExitCodes.Problem, ExitCodes.Bug, ExitCodes.Cancelled]).Distinct().Order()
            .Select(code => code.ToString(CultureInfo.InvariantCulture)).ToArray();
        Assert.That(Pages.Readme.Rows("Exit codes").Select(row => row[0]), Is.EqualTo(codes));
        var shown = Pages.All.Select(page => page.Prose).Concat(Pages.Readme.Blocks.Select(block => block.Text)).SelectMany(text => ExitCode().Matches(text)).Select(match => match.Groups[1].Value).ToArray();
        Assert.That(shown, Has.Length.GreaterThan(5));
        Assert.That(shown.Except(codes), Is.Empty);
    }

    [GeneratedRegex("\"(MCI[0-9]{4})\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex GeneratedFolder();

    [GeneratedRegex("MCI[0-9]{4}")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?s)<summary>MCI(?<group>\d)xxx: .*?</summary>(?<rows>.*?)</details>")]
    private static partial Regex Summary();

    [GeneratedRegex(@"(?m)^\| MCI(\d)")]
    private static partial Regex Row();

    [GeneratedRegex(@"exit code (\d+)")]
    private static partial Regex ExitCode();
}
