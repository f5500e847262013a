namespace ModelCI.Holdout.Labels;

/// <summary>Labels as text, by row, without a string of each: most of a million labels say the same.</summary>
/// <param name="Distinct">The different texts; the empty one stands for a label that is not available.</param>
/// <param name="Numbers">By row: which of these.</param>
internal sealed record LabelTexts(IReadOnlyList<string> Distinct, int[] Numbers)
{
    public int Count => Numbers.Length;

    public string this[int row] => Distinct[Numbers[row]];

    /// <summary>All texts, by row.</summary>
    public IEnumerable<string> Rows => Numbers.Select(number => Distinct[number]);

    /// <summary>What a function of the text is, by row: asked once for each different text.</summary>
    public int[] Map(Func<string, int> meaning)
    {
        int[] meanings = [.. Distinct.Select(meaning)];
        return [.. Numbers.Select(number => meanings[number])];
    }
}
