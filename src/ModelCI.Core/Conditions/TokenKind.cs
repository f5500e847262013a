namespace ModelCI.Core.Conditions;

internal enum TokenKind
{
    Number, Word, Quoted, Plus, Minus, Times, Greater, Less, PlusMinus, And, Open, Close, OpenSlice, CloseSlice, Comma, End,
}

/// <summary>A token with its place; <paramref name="Text"/> is the source text (for quoted names, without the quotes).</summary>
internal readonly record struct Token(TokenKind Kind, int Column, int Length, string Text, double Value);
