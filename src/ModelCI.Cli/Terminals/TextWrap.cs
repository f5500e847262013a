using System.Text;

namespace ModelCI.Cli.Terminals;

/// <summary>Sentences broken into lines of at most 80 columns.</summary>
internal static class TextWrap
{
    private const int Width = 80;

    /// <summary>Lines, each with a line end; those behind the first are indented.</summary>
    public static string Of(string sentence, int indent = 0, int width = Width)
    {
        var (text, length) = (new StringBuilder(), 0);
        foreach (var word in sentence.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > width)
            {
                text.Append('\n').Append(' ', indent);
                length = indent;
            }
            else if (length > 0)
            {
                text.Append(' ');
                length++;
            }
            text.Append(word);
            length += word.Length;
        }
        return text.Append('\n').ToString();
    }
}
