using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Labels;

/// <summary>Puts the labels of a file in the items' order, by id. Items without a row have no label yet.</summary>
internal static class LabelJoin
{
    // Comparing with every id of a huge test set would take longer than reading it.
    private const int MostIdsToSuggest = 20_000;

    public static string[] ById(IReadOnlyList<string> ids, LabelRows rows, string? adviceIfNoneIsKnown)
    {
        var rowOf = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        for (var row = 0; row < ids.Count; row++) rowOf.Add(ids[row], row);
        var unknown = rows.Ids.Where(id => !rowOf.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
        {
            var fix = unknown.Length == rows.Ids.Count ? adviceIfNoneIsKnown : null;
            throw HoldoutProblems.UnknownIds(rows.File.Written, unknown, fix ?? NearestIds(unknown, ids));
        }

        var labels = new string[ids.Count];
        Array.Fill(labels, "");
        foreach (var (id, label) in rows.Ids.Zip(rows.Labels)) labels[rowOf[id]] = label;
        return labels;
    }

    /// <summary>"did you mean", for the first few; null where nothing is near.</summary>
    public static string? NearestIds(IReadOnlyList<string> unknown, IReadOnlyList<string> ids)
    {
        if (ids.Count > MostIdsToSuggest) return null;
        var near = unknown.Take(Listing.Shown).Select(id => Suggestion.Nearest(id, ids)).OfType<string>().Distinct().ToArray();
        return near.Length == 0 ? null : $"did you mean {Listing.Of(near)}?";
    }
}
