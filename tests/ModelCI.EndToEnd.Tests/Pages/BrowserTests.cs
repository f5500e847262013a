using Microsoft.Playwright;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Pages;

/// <summary>
/// report.html in a browser, from file://: both editions of a run with two clauses, three slices and eight entries of the account, and what developers see under the
/// other kinds of feedback.
/// </summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class BrowserTests
{
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal);
    private static readonly List<Workspace> Workspaces = [];
    private static (IPlaywright Driver, IBrowser Chromium) _browser;

    public static string[] Editions { get; } = ["estimates", "maintainers", "verdict", "reason", "accepted"];

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        _browser = await Browser.StartAsync();
        foreach (var feedback in (string[])["estimates", "verdict", "reason"])
        {
            var workspace = Add(PageRuns.Of(feedback));
            Files[feedback] = workspace.PathOf("modelci-report/report.html");
            Files["maintainers"] = Path.Combine(workspace.Outside, "full.html");
        }
        Files["accepted"] = Add(PageRuns.Silent()).PathOf("modelci-report/report.html");

        static Workspace Add(Workspace workspace)
        {
            Workspaces.Add(workspace);
            return workspace;
        }
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        foreach (var workspace in Workspaces) workspace.Dispose();
        if (_browser.Chromium is not null) await _browser.Chromium.CloseAsync();
        _browser.Driver?.Dispose();
    }

    [Test]
    public async Task Page_AsksForNothingAndComplainsOfNothing([ValueSource(nameof(Editions))] string edition, [Values] bool isDark)
    {
        await using var shown = await ShowAsync(edition, isDark);
        // Paper, another width and the other colours draw anew.
        await shown.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await shown.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen, ColorScheme = isDark ? ColorScheme.Light : ColorScheme.Dark });
        await shown.Page.SetViewportSizeAsync(400, 800);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.Complaints, Is.Empty);
            Assert.That(shown.Requests, Is.EqualTo(new[] { new Uri(Files[edition]).AbsoluteUri }));
        }
    }

    [Test]
    public async Task Page_KeepsNobodyOut([ValueSource(nameof(Editions))] string edition, [Values] bool isDark, [Values(1200, 400)] int width)
    {
        await using var shown = await ShowAsync(edition, isDark, width);
        Assert.That(await shown.BarriersAsync(), Is.Empty);
        await shown.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.That(await shown.BarriersAsync(), Is.Empty);
    }

    [Test]
    public async Task Page_FitsItsWindow([ValueSource(nameof(Editions))] string edition, [Values(1200, 400)] int width)
    {
        await using var shown = await ShowAsync(edition, isDark: false, width);
        Assert.That(await shown.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
    }

    [TestCase("estimates", 3)]
    [TestCase("verdict", 3)]
    // A chart for each of five clauses.
    [TestCase("maintainers", 8)]
    public async Task Charts_AreDrawn_AndEachHasItsTable(string edition, int charts)
    {
        await using var shown = await ShowAsync(edition, isDark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await shown.Page.Locator("figure canvas").CountAsync(), Is.EqualTo(charts));
            Assert.That(await shown.Page.Locator("figure details table").CountAsync(), Is.EqualTo(charts));
            // Waits, and fails where it waits in vain.
            await shown.Page.WaitForFunctionAsync(
                "() => [...document.querySelectorAll('canvas')].every(canvas => canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte > 0))");
        }
    }

    [Test]
    public async Task Keyboard_OpensATable()
    {
        await using var shown = await ShowAsync("verdict", isDark: false);
        var summary = shown.Page.Locator("figure summary").First;
        await summary.FocusAsync();
        await shown.Page.Keyboard.PressAsync("Enter");
        Assert.That(await shown.Page.Locator("figure details").First.GetAttributeAsync("open"), Is.Not.Null);
    }

    [Test]
    public async Task Paper_HasEveryTable()
    {
        await using var shown = await ShowAsync("maintainers", isDark: true);
        await shown.Page.EvaluateAsync("() => dispatchEvent(new Event('beforeprint'))");
        Assert.That(await shown.Page.Locator("details:not([open])").CountAsync(), Is.Zero);
        await shown.Page.EvaluateAsync("() => dispatchEvent(new Event('afterprint'))");
        Assert.That(await shown.Page.Locator("details[open]").CountAsync(), Is.Zero);
        Assert.That(await shown.Page.PdfAsync(), Has.Length.GreaterThan(10_000));
    }

    private static Task<Browser.Shown> ShowAsync(string edition, bool isDark, int width = 1200) =>
        _browser.Chromium.ShowAsync(Files[edition], isDark ? ColorScheme.Dark : ColorScheme.Light, width);
}
