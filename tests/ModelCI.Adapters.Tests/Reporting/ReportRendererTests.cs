using ModelCI.Core.Problems;
using ModelCI.Reporting;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>Renderings against golden files; MODELCI_UPDATE_GOLDEN=1 writes them anew.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReportRendererTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelci-templates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ToText_EveryKind_IsAsRecorded([ValueSource(typeof(SampleReports), nameof(SampleReports.Names))] string name, [Values("", "de-DE", "tr-TR")] string culture)
    {
        using var _ = new ForeignHabits(culture);
        Golden.Check($"{name}.txt", new ReportRenderer(null).ToText(SampleReports.Of(name), colours: false));
    }

    [Test]
    public void ToText_WithColours_PaintsTheVerdictOnly()
    {
        var renderer = new ReportRenderer(null);
        var plain = renderer.ToText(SampleReports.Of("pass-verdict"), colours: false);
        var painted = renderer.ToText(SampleReports.Of("pass-verdict"), colours: true);
        Assert.That(painted, Is.EqualTo(plain.Replace("PASS", "\u001b[1;32mPASS\u001b[0m", StringComparison.Ordinal)));
        Assert.That(plain, Does.Not.Contain("\u001b"));
    }

    [Test]
    public void ToText_ControlCharactersFromOutside_AreNotPrinted()
    {
        var report = SampleReports.Of("pass-verdict") with { Condition = "n > 0\u001b[31m\r\u202e\u2028x" };
        Assert.That(new ReportRenderer(null).ToText(report, colours: false), Does.Not.Contain('\u001b').And.Not.Contain('\u202e').And.Not.Contain('\r').And.Not.Contain('\u2028'));
    }

    [Test]
    public void ToText_OverridingTemplate_IsUsedAndTheOthersStay()
    {
        File.WriteAllText(Path.Combine(_folder, ReportRenderer.Console), "{{verdict}} of {{testSet.name}}, {{percent guarantee.delta}}");
        var renderer = new ReportRenderer(_folder);
        Assert.That(renderer.ToText(SampleReports.Of("fail-verdict"), colours: false), Is.EqualTo("fail of shop-2026, 0.05 %"));
        Assert.That(PublisherTests.Publisher(renderer).Of(SampleReports.Of("fail-verdict")).Summary[0], Does.StartWith("### "));
    }

    [TestCase("{{verdikt}}")]
    [TestCase("{{#if verdict}}")]
    [TestCase("{{percent verdict}}")]
    [TestCase("{{nosuch verdict}}")]
    public void ToText_BrokenOverride_IsAProblemThatNamesIt(string template)
    {
        File.WriteAllText(Path.Combine(_folder, ReportRenderer.Console), template);
        var problem = Assert.Throws<ModelCIException>(() => new ReportRenderer(_folder).ToText(SampleReports.Of("pass-verdict"), colours: false))!.Problems[0];
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI1020", Path.Combine(_folder, ReportRenderer.Console))));
    }
}
