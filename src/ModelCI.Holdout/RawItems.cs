using ModelCI.Core.Items;
using ModelCI.Holdout.Labels;

namespace ModelCI.Holdout;

/// <summary>What the items' files hold.</summary>
/// <param name="Source">What messages about the items point at.</param>
/// <param name="Rows">Number of items, at least 1.</param>
/// <param name="Columns">Features: neither ids, nor labels, nor excluded columns.</param>
internal sealed record RawItems(string Source, int Rows, IReadOnlyList<FeatureColumn> Columns)
{
    /// <summary>Ids out of a column; null where the row number is the id.</summary>
    public ItemIds? Ids { get; init; }

    /// <summary>Labels out of a column, empty where not available; null where they come from a file.</summary>
    public LabelTexts? Labels { get; init; }

    /// <summary>By row.</summary>
    public required SliceTable Slices { get; init; }

    /// <summary>What to write in modelci.yml if the labels name none of the items; null where that is no matter of the configuration.</summary>
    public string? IdAdvice { get; init; }
}
