using System.Text;
using HandlebarsDotNet;

namespace ModelCI.Reporting;

/// <summary>Makes text from outside (paths, conditions, class names) plain text in GitHub's Markdown: no markup, links, mentions or HTML.</summary>
internal sealed class MarkdownEncoder : ITextEncoder
{
    private const string Special = "\\`*_{}[]()+-.!|~>:$";

    private const string ZeroWidthSpace = "&#8203;";

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target) => Encode((text ?? "").GetEnumerator(), target);

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        if (text is null) return;
        while (text.MoveNext())
        {
            var character = text.Current;
            switch (character)
            {
                case '<': target.Write("&lt;"); break;
                case '&': target.Write("&amp;"); break;
                // GitHub looks for mentions and references behind Markdown, where escapes and entities are gone: only another symbol keeps it from
                // notifying people, and issues of other repositories.
                case '@' or '#': target.Write($"{character}{ZeroWidthSpace}"); break;
                default:
                    if (Special.Contains(character)) target.Write('\\');
                    target.Write(character);
                    break;
            }
        }
    }
}
