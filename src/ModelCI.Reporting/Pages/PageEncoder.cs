using System.Text;
using HandlebarsDotNet;

namespace ModelCI.Reporting.Pages;

/// <summary>Makes text from outside plain text in HTML: between tags and within attributes in double quotes.</summary>
internal sealed class PageEncoder : ITextEncoder
{
    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target) => Encode((text ?? "").GetEnumerator(), target);

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        if (text is null) return;
        while (text.MoveNext())
        {
            switch (text.Current)
            {
                case '<': target.Write("&lt;"); break;
                case '>': target.Write("&gt;"); break;
                case '&': target.Write("&amp;"); break;
                case '"': target.Write("&quot;"); break;
                case '\'': target.Write("&#39;"); break;
                default: target.Write(text.Current); break;
            }
        }
    }
}
