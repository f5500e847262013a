using System.Collections.Concurrent;
using System.Globalization;
using HandlebarsDotNet;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting;

/// <summary>Renders the report model by a template; a user's folder may override any of the shipped ones.</summary>
/// <param name="overrides">Absolute folder of the user's templates; null for none.</param>
public sealed class ReportRenderer(string? overrides)
{
    /// <summary>Terminal text.</summary>
    public const string Console = "console.txt.hbs";

    /// <summary>Markdown for a job summary or comment.</summary>
    public const string Markdown = "summary.md.hbs";

    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "templates");

    private readonly ConcurrentDictionary<(string Name, bool Colours), Template> _templates = new();

    /// <summary>Terminal text, with colours where the terminal shows them.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToText(GateReport report, bool colours) => Render(Console, report, null, colours);

    /// <summary>Markdown as GitHub renders it.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToMarkdown(GateReport report) => Render(Markdown, report, new MarkdownEncoder(), colours: false);

    /// <summary>Compiles the templates ahead of their use, which takes longer than rendering. What is wrong with one is said at that use.</summary>
    public void Prepare(bool colours)
    {
        foreach (var template in (Template[])[Of(Console, null, colours), Of(Markdown, new MarkdownEncoder(), colours: false)])
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

    private string Render(string name, GateReport report, ITextEncoder? encoder, bool colours)
    {
        var template = Of(name, encoder, colours);
        try
        {
            return template.Compiled.Value(TemplateData.Of(report)!);
        }
        catch (Exception exception) when (template.IsOwn)
        {
            throw new ModelCIException(
                "MCI1020", $"the template does not work: {exception.Message.Split('\n')[0]}", template.Path,
                "mend it, or remove it to use the one that ships with ModelCI; report.json lists the fields");
        }
    }

    private Template Of(string name, ITextEncoder? encoder, bool colours) => _templates.GetOrAdd((name, colours), _ =>
    {
        var own = overrides is null ? null : Path.Combine(overrides, name);
        var isOwn = own is not null && File.Exists(own);
        var path = isOwn ? own! : Path.Combine(Shipped, name);
        return new Template(path, isOwn, new(() => Compile(path, encoder, colours)));
    });

    private static HandlebarsTemplate<object, object> Compile(string path, ITextEncoder? encoder, bool colours)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            FormatProvider = CultureInfo.InvariantCulture,
            ThrowOnUnresolvedBindingExpression = true,
            NoEscape = encoder is null,
            TextEncoder = encoder,
        });
        TemplateHelpers.Register(handlebars, colours);
        return handlebars.Compile(File.ReadAllText(path));
    }

    private sealed record Template(string Path, bool IsOwn, Lazy<HandlebarsTemplate<object, object>> Compiled);
}
