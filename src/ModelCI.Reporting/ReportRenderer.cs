using System.Collections.Concurrent;
using HandlebarsDotNet;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting.Pages;

namespace ModelCI.Reporting;

/// <summary>Renders the report model by a template; a user's folder may override any of the shipped ones.</summary>
/// <param name="overrides">Absolute folder of the user's templates; null for none.</param>
public sealed class ReportRenderer(string? overrides)
{
    /// <summary>Terminal text.</summary>
    public const string Console = "console.txt.hbs";

    /// <summary>One line of plain text: the verdict.</summary>
    public const string Title = "title.txt.hbs";

    /// <summary>Plain text at a line of a file.</summary>
    public const string Annotation = "annotation.txt.hbs";

    /// <summary>Markdown of the check run.</summary>
    public const string Check = "check.md.hbs";

    /// <summary>Markdown of the pull request's comment.</summary>
    public const string Comment = "comment.md.hbs";

    /// <summary>Markdown of the job summary.</summary>
    public const string Summary = "summary.md.hbs";

    /// <summary>One page that stands for itself.</summary>
    public const string Html = "report.html.hbs";

    /// <summary>What the templates of Markdown and HTML are made of.</summary>
    private static readonly string[] Parts =
    [
        "heading.md.hbs", "body.md.hbs", "problems.md.hbs", "verdict.md.hbs", "reason.md.hbs", "clauses.md.hbs", "clause.md.hbs", "counts.md.hbs", "account.md.hbs",
        "edited.md.hbs", "guarantee.md.hbs", "assumptions.md.hbs",
        "style.html.hbs", "script.html.hbs", "reason.html.hbs", "clauses.html.hbs", "counts.html.hbs", "path.html.hbs", "chart.html.hbs", "account.html.hbs",
        "history.html.hbs", "labels.html.hbs", "origin.html.hbs", "basis.html.hbs",
    ];

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "templates");

    private readonly ConcurrentDictionary<(string Name, bool Colours), Template> _templates = new();
    private readonly ConcurrentDictionary<(string Form, bool Colours), Lazy<TemplateEngine>> _engines = new();

    /// <summary>Every template that a user's folder may override.</summary>
    public static IReadOnlyList<string> Names { get; } = [Console, Title, Annotation, Check, Comment, Summary, Html, .. Parts];

    /// <summary>Terminal text, with colours where the terminal shows them.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToText(GateReport report, bool colours) => Render(Console, TemplateData.Of(report), colours);

    /// <summary>report.html in the developers' edition.</summary>
    /// <param name="history">The account, as <c>modelci ledger show --format json</c> prints it; null leaves earlier runs out.</param>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToHtml(GateReport report, string? history) => Render(Html, PageData.Of(report, history));

    /// <summary>report.html in the maintainers' edition.</summary>
    /// <param name="history">Likewise, with <c>--unseal</c>.</param>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToHtml(MaintainerReport report, string? history) => Render(Html, PageData.Of(report, history));

    /// <summary>Compiles the templates ahead of their use, which takes longer than rendering. What is wrong with one is said at that use.</summary>
    /// <param name="colours">Whether the terminal shows them.</param>
    /// <param name="publishes">Whether the texts for the Action are wanted.</param>
    public void Prepare(bool colours, bool publishes)
    {
        string[] wanted = [Console, Html, Summary, .. publishes ? [Title, Annotation, Check, Comment] : Array.Empty<string>()];
        foreach (var template in wanted.Select(name => Of(name, colours && name == Console)))
        {
            try
            {
                _ = template.Compiled.Value;
            }
            catch (Exception)
            {
                // Thrown again by whoever renders.
            }
        }
    }

    internal string Render(string name, Dictionary<string, object?> data, bool colours = false)
    {
        var template = Of(name, colours);
        try
        {
            return template.Compiled.Value(data);
        }
        catch (Exception exception) when (template.IsOwn || OwnParts().Length > 0)
        {
            string[] paths = template.IsOwn ? [template.Path] : OwnParts();
            throw new ModelCIException(
                "MCI1020", $"the template does not work: {exception.Message.Split('\n')[0]}", string.Join(", ", paths),
                "mend it, or remove it to use the one that ships with ModelCI; report.json lists the fields");
        }
    }

    private Template Of(string name, bool colours) => _templates.GetOrAdd((name, colours), _ =>
    {
        var path = PathOf(name, out var isOwn);
        return new Template(path, isOwn, new(() => Engine(FormOf(name), colours).Compile(File.ReadAllText(path))));
    });

    private string PathOf(string name, out bool isOwn)
    {
        var own = overrides is null ? null : Path.Combine(overrides, name);
        isOwn = own is not null && File.Exists(own);
        return isOwn ? own! : Path.Combine(Shipped, name);
    }

    private string[] OwnParts() => [.. Parts.Select(name => (Path: PathOf(name, out var isOwn), isOwn)).Where(part => part.isOwn).Select(part => part.Path)];

    private TemplateEngine Engine(string form, bool colours) => _engines.GetOrAdd((form, colours), key => new(() => new TemplateEngine(
        form, Parts.Where(part => FormOf(part) == form).Select(part => (part[..^".hbs".Length], File.ReadAllText(PathOf(part, out _)))), colours))).Value;

    private static string FormOf(string name) => name.Split('.')[^2];

    private sealed record Template(string Path, bool IsOwn, Lazy<HandlebarsTemplate<object, object>> Compiled);
}
