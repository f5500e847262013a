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

    /// <summary>Terminal text, with colours where the terminal shows them.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToText(GateReport report, bool colours) => Render(Console, report, null, colours);

    /// <summary>Markdown as GitHub renders it.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string ToMarkdown(GateReport report) => Render(Markdown, report, new MarkdownEncoder(), colours: false);

    private string Render(string name, GateReport report, ITextEncoder? encoder, bool colours)
    {
        var own = overrides is null ? null : Path.Combine(overrides, name);
        var path = own is not null && File.Exists(own) ? own : Path.Combine(Shipped, name);
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            FormatProvider = CultureInfo.InvariantCulture,
            ThrowOnUnresolvedBindingExpression = true,
            NoEscape = encoder is null,
            TextEncoder = encoder,
        });
        TemplateHelpers.Register(handlebars, colours);
        try
        {
            return handlebars.Compile(File.ReadAllText(path))(TemplateData.Of(report));
        }
        catch (Exception exception) when (path == own)
        {
            throw new ModelCIException(
                "MCI1020", $"the template does not work: {exception.Message.Split('\n')[0]}", own,
                "mend it, or remove it to use the one that ships with ModelCI; report.json lists the fields");
        }
    }
}
