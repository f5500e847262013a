using Microsoft.Playwright;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Debian's Chromium without a window; it shows files and is told to ask nobody for anything.</summary>
internal static class Browser
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>Skips the running test where there is no Chromium.</summary>
    public static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        if (!File.Exists(Executable)) Assert.Ignore("chromium is not present");
        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return (driver, chromium);
    }

    /// <summary>Opens a file and keeps what the page complains of and asks for.</summary>
    public static async Task<Shown> ShowAsync(this IBrowser browser, string file, ColorScheme scheme = ColorScheme.Light, int width = 1200)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        var (complaints, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return new Shown(context, page, complaints, requests);
    }

    /// <summary>A page in a browser.</summary>
    /// <param name="Complaints">Messages and errors of its console.</param>
    /// <param name="Requests">Addresses, the page's own first.</param>
    internal sealed record Shown(IBrowserContext Context, IPage Page, List<string> Complaints, List<string> Requests) : IAsyncDisposable
    {
        /// <summary>What axe finds: rule and place of each.</summary>
        public async Task<string[]> BarriersAsync()
        {
            await Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));
            return await Page.EvaluateAsync<string[]>(
                "async () => (await axe.run()).violations.flatMap(rule => rule.nodes.map(node => `${rule.id} ${node.target.join(' ')}: ${node.failureSummary}`))");
        }

        public async ValueTask DisposeAsync() => await Context.CloseAsync();
    }
}
