using System.Globalization;
using System.Text;

namespace ModelCI.Core.Conditions;

/// <summary>Splits a condition into tokens. Throws <see cref="ConditionSyntaxException"/> on what cannot be one.</summary>
internal static class ConditionLexer
{
    // Longest first, so that "+/-" is not read as "+".
    private static readonly (string Text, TokenKind Kind)[] Symbols =
    [
        ("+/-", TokenKind.PlusMinus), ("/\\", TokenKind.And), ("&&", TokenKind.And),
        ("±", TokenKind.PlusMinus), ("∧", TokenKind.And),
        ("+", TokenKind.Plus), ("-", TokenKind.Minus), ("−", TokenKind.Minus), ("*", TokenKind.Times),
        (">", TokenKind.Greater), ("<", TokenKind.Less), ("(", TokenKind.Open), (")", TokenKind.Close),
        ("[", TokenKind.OpenSlice), ("]", TokenKind.CloseSlice), (",", TokenKind.Comma),
    ];

    public static List<Token> Split(string source)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < source.Length && char.IsWhiteSpace(source[at])) at++;
            if (at == source.Length)
            {
                tokens.Add(new Token(TokenKind.End, at, 1, "the end of the condition", 0));
                return tokens;
            }
            var token = Next(source, at);
            tokens.Add(token);
            at += token.Length;
        }
    }

    private static Token Next(string source, int at)
    {
        var first = source[at];
        if (char.IsAsciiDigit(first) || first == '.') return Number(source, at);
        if (char.IsLetter(first) || first == '_') return Word(source, at);
        if (first == '\'') return Quoted(source, at);
        foreach (var (text, kind) in Symbols)
        {
            if (string.CompareOrdinal(source, at, text, 0, text.Length) != 0) continue;
            if (kind is TokenKind.Greater or TokenKind.Less && source.AsSpan(at + 1).StartsWith("="))
                throw new ConditionSyntaxException(source, at, 2, $"'{text}=' is not a comparator: use '>' or '<' (with +/- the difference has no meaning)");
            return new Token(kind, at, text.Length, text, 0);
        }
        var symbol = Rune.TryGetRuneAt(source, at, out var rune) ? rune.ToString() : "\uFFFD";
        throw new ConditionSyntaxException(source, at, symbol.Length, $"unexpected character '{symbol}'");
    }

    private static Token Number(string source, int start)
    {
        var at = start;
        while (at < source.Length && char.IsAsciiDigit(source[at])) at++;
        if (at < source.Length && source[at] == '.')
        {
            at++;
            while (at < source.Length && char.IsAsciiDigit(source[at])) at++;
        }
        var mantissa = source[start..at];
        if (mantissa is "." || mantissa.EndsWith('.') || mantissa.StartsWith('.'))
            throw new ConditionSyntaxException(source, start, at - start, $"'{mantissa}' is not a number: write digits on both sides of the point, such as 0.02");
        var exponent = 0;
        var mark = at;
        if (at < source.Length && source[at] is 'e' or 'E')
        {
            var digits = at + 1;
            if (digits < source.Length && source[digits] is '+' or '-') digits++;
            var end = digits;
            while (end < source.Length && char.IsAsciiDigit(source[end])) end++;
            if (end > digits && end - digits < 5)
            {
                exponent = int.Parse(source.AsSpan(at + 1, end - at - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                mark = end;
            }
        }
        at = mark;
        // A percent sign shifts the decimal exponent, so that 2 % is the same double as 0.02.
        if (at < source.Length && source[at] == '%')
        {
            exponent -= 2;
            at++;
        }
        var value = double.Parse($"{mantissa}e{exponent.ToString(CultureInfo.InvariantCulture)}", NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw new ConditionSyntaxException(source, start, at - start, "the number is too large");
        return new Token(TokenKind.Number, start, at - start, source[start..at], value);
    }

    private static Token Word(string source, int start)
    {
        var at = start;
        while (at < source.Length && (char.IsLetterOrDigit(source[at]) || source[at] == '_')) at++;
        var text = source[start..at];
        var kind = text.Equals("and", StringComparison.OrdinalIgnoreCase) ? TokenKind.And : TokenKind.Word;
        return new Token(kind, start, at - start, text, 0);
    }

    private static Token Quoted(string source, int start)
    {
        var end = source.IndexOf('\'', start + 1);
        if (end < 0) throw new ConditionSyntaxException(source, start, source.Length - start, "the quote is not closed");
        return new Token(TokenKind.Quoted, start, end + 1 - start, source[(start + 1)..end], 0);
    }
}
