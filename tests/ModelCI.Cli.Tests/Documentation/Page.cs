using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ModelCI.Cli.Tests.Documentation;

/// <summary>A page of the documentation as its readers see it: what is code on it, and where.</summary>
internal sealed class Page
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    private readonly MarkdownDocument _document;

    /// <param name="folder">The page's.</param>
    public Page(string folder, string name)
    {
        (Folder, Name) = (folder, name);
        _document = Markdown.Parse(File.ReadAllText(Path.Combine(folder, name)), Pipeline);
    }

    public string Folder { get; }

    public string Name { get; }

    /// <summary>Fenced and indented blocks, in the page's order.</summary>
    public IReadOnlyList<ShownBlock> Blocks =>
        [.. _document.Descendants<CodeBlock>().Select(block => new ShownBlock(HeadingAt(block.Line), Where(block.Line), (block as FencedCodeBlock)?.Info ?? "", block.Lines.ToString()))];

    /// <summary>Code within sentences and tables.</summary>
    public IReadOnlyList<(string Text, string Where)> Code => [.. _document.Descendants<CodeInline>().Select(code => (code.Content, Where(code.Line)))];

    /// <summary>All text but blocks, code included.</summary>
    public string Prose => string.Join('\n', _document.Descendants<LeafBlock>().Where(block => block.Inline is not null).Select(block => TextOf(block.Inline!)));

    public IReadOnlyList<string> Links => [.. _document.Descendants<LinkInline>().Select(link => link.Url ?? "")];

    /// <summary>What a link to a place on the page can say behind '#'.</summary>
    public IReadOnlyList<string> Anchors => [.. _document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "")];

    /// <summary>Rows of the tables under a heading, without the line of column names; code stands in backticks.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string heading) =>
    [
        .. _document.Descendants<Table>().Where(table => HeadingAt(table.Line) == heading).SelectMany(table => table.OfType<TableRow>()).Where(row => !row.IsHeader)
            .Select(row => (IReadOnlyList<string>)[.. row.OfType<TableCell>().Select(cell => string.Concat(cell.Descendants<ParagraphBlock>().Select(part => TextOf(part.Inline!))))]),
    ];

    private static string TextOf(ContainerInline inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        CodeInline code => $"`{code.Content}`",
        LiteralInline literal => literal.Content.ToString(),
        LineBreakInline => "\n",
        ContainerInline container => TextOf(container),
        _ => "",
    }));

    private string HeadingAt(int line) => _document.Descendants<HeadingBlock>().LastOrDefault(heading => heading.Line < line) is { } heading ? TextOf(heading.Inline!) : "";

    private string Where(int line) => FormattableString.Invariant($"{Name}:{line + 1}");
}

/// <summary>A block of code.</summary>
/// <param name="Heading">The last one above.</param>
/// <param name="Where">Page and line.</param>
/// <param name="Language">Behind the fence; empty without.</param>
internal sealed record ShownBlock(string Heading, string Where, string Language, string Text)
{
    public override string ToString() => $"{Where}, {Heading}";
}
