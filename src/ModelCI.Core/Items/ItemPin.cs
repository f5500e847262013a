namespace ModelCI.Core.Items;

/// <summary>One item's pins, ordered by id.</summary>
/// <param name="Id">Keyed hash of the id.</param>
/// <param name="Content">Keyed hash of the item's digest.</param>
internal readonly record struct ItemPin(UInt128 Id, UInt128 Content) : IComparable<ItemPin>
{
    public int CompareTo(ItemPin other) => Id.CompareTo(other.Id);
}
