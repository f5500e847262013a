using ModelCI.Core.Items;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Labels;

/// <summary>Labels that mean nothing, for a message: here the label itself is the mistake.</summary>
internal static class UnknownLabels
{
    /// <summary>Label and id of each, as shown.</summary>
    /// <param name="indices">By row: what the labels mean, <see cref="LabelBook.Missing"/> for nothing.</param>
    public static IReadOnlyList<string> Of(ItemIds ids, LabelTexts labels, int[] indices) =>
        [.. Rows(labels, indices).Select(row => $"{Listing.Quote(labels[row])} of item {Listing.Quote(ids[row])}")];

    /// <summary>The text of the first of them.</summary>
    public static string First(LabelTexts labels, int[] indices) => labels[Rows(labels, indices).First()];

    private static IEnumerable<int> Rows(LabelTexts labels, int[] indices) =>
        Enumerable.Range(0, labels.Count).Where(row => indices[row] == LabelBook.Missing && labels[row].Length > 0);
}
