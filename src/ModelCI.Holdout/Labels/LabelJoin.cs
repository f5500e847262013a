using System.Text;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Labels;

/// <summary>Puts the labels of a file in the items' order, by id. Items without a row have no label yet.</summary>
internal static class LabelJoin
{
    // Comparing with every id of a huge test set would take longer than reading it.
    private const int MostIdsToSuggest = 20_000;

    private const int NoRow = -1;

    public static LabelTexts ById(ItemIds ids, LabelRows rows, string? adviceIfNoneIsKnown)
    {
        var sources = Sources(ids, rows);
        if (sources is null)
        {
            IdRules.Check(rows.File.Written, rows.Ids);
            var unknown = rows.Ids.Where(id => ids.RowOf(Encoding.UTF8.GetBytes(id)) < 0).ToArray();
            var fix = unknown.Length == rows.Ids.Count ? adviceIfNoneIsKnown : null;
            throw HoldoutProblems.UnknownIds(rows.File.Written, unknown, fix ?? NearestIds(unknown, ids));
        }
        var texts = rows.Labels.Distinct;
        var nothing = texts.Index().Where(text => text.Item.Length == 0).Select(text => text.Index).FirstOrDefault(texts.Count);
        return new LabelTexts(nothing < texts.Count ? texts : [.. texts, ""], [.. sources.Select(row => row == NoRow ? nothing : rows.Labels.Numbers[row])]);
    }

    /// <summary>"did you mean", for the first few; null where nothing is near.</summary>
    public static string? NearestIds(IReadOnlyList<string> unknown, IReadOnlyList<string> ids)
    {
        if (ids.Count > MostIdsToSuggest) return null;
        var near = unknown.Take(Listing.Shown).Select(id => Suggestion.Nearest(id, ids)).OfType<string>().Distinct().ToArray();
        return near.Length == 0 ? null : $"did you mean {Listing.Of(near)}?";
    }

    /// <summary>By row of the items: the row of the labels. Null where an id is unknown, empty or repeated.</summary>
    private static int[]? Sources(ItemIds ids, LabelRows rows)
    {
        var sources = new int[ids.Count];
        Array.Fill(sources, NoRow);
        var row = NoRow;
        for (var source = 0; source < rows.Ids.Count; source++)
        {
            // The same order is the usual one.
            row = ids.RowOf(rows.Ids.Utf8(source), row + 1);
            if (row < 0 || sources[row] != NoRow) return null;
            sources[row] = source;
        }
        return sources;
    }
}
