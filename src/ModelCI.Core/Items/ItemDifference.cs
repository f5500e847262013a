namespace ModelCI.Core.Items;

/// <summary>How the items of a test set differ from those that are pinned.</summary>
/// <param name="Changed">Ids of items whose content is another one now, in the order of the pool.</param>
/// <param name="Added">Ids of items that are not pinned, in the order of the pool.</param>
/// <param name="Gone">Pinned items that are not there any more: as many as that; their ids are not known.</param>
public sealed record ItemDifference(IReadOnlyList<string> Changed, IReadOnlyList<string> Added, int Gone)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsNone => Changed.Count == 0 && Added.Count == 0 && Gone == 0;
}
