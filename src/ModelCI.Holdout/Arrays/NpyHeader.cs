using ModelCI.Core.Items;

namespace ModelCI.Holdout.Arrays;

/// <summary>What the header of a .npy file says.</summary>
/// <param name="Type">Element type.</param>
/// <param name="IsBigEndian">Whether elements are stored with the high byte first.</param>
/// <param name="IsFortranOrder">Whether the first axis varies fastest.</param>
/// <param name="Shape">All axes, the item axis first.</param>
/// <param name="DataOffset">Where the elements begin.</param>
internal sealed record NpyHeader(ElementType Type, bool IsBigEndian, bool IsFortranOrder, IReadOnlyList<long> Shape, long DataOffset)
{
    /// <summary>Whether the bytes lie in the file as the features want them: little-endian, one item after the other.</summary>
    public bool IsItemOrder => !IsBigEndian && (!IsFortranOrder || Shape.Count < 2);
}
