using System.Globalization;
using System.Linq.Expressions;
using HandlebarsDotNet;
using ModelCI.Reporting.Pages;

namespace ModelCI.Reporting;

/// <summary>Compiles templates of one form, which share their parts. A report is rendered once in the life of a process: what counts is the time to the first.</summary>
internal sealed class TemplateEngine
{
    private readonly IHandlebars _handlebars;
    private readonly Lock _lock = new();

    /// <param name="form">txt, md or html: says how values are escaped.</param>
    /// <param name="parts">Name and text of the templates that others are made of.</param>
    /// <param name="colours">Whether the text is for a terminal that shows them.</param>
    public TemplateEngine(string form, IEnumerable<(string Name, string Text)> parts, bool colours)
    {
        _handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            FormatProvider = CultureInfo.InvariantCulture,
            ThrowOnUnresolvedBindingExpression = true,
            NoEscape = form == "txt",
            TextEncoder = form switch { "md" => new MarkdownEncoder(), "html" => new PageEncoder(), _ => null },
            CompileTimeConfiguration = { ExpressionCompiler = new Interpreter() },
        });
        TemplateHelpers.Register(_handlebars, colours);
        foreach (var (name, text) in parts) _handlebars.RegisterTemplate(name, text);
    }

    public HandlebarsTemplate<object, object> Compile(string text)
    {
        lock (_lock) return _handlebars.Compile(text);
    }

    /// <summary>To compile an expression to machine code takes many times what it takes to interpret it once.</summary>
    private sealed class Interpreter : IExpressionCompiler
    {
        public T Compile<T>(Expression<T> expression)
            where T : class, Delegate => expression.Compile(preferInterpretation: true);
    }
}
