using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>Whether items are those of another pool. What it tells is a function of both pools: nothing to be told where one of them is sealed.</summary>
public static class ItemOverlap
{
    /// <summary>How many items of a pool bear the id of one in another; 0 where the ids of either are row numbers, which every pool has.</summary>
    public static int ById(ItemPool items, ItemPool others) =>
        items.HasNamedIds && others.HasNamedIds ? items.Ids.Count(id => others.Ids.RowOf(Encoding.UTF8.GetBytes(id)) >= 0) : 0;

    /// <summary>
    /// How many items of a pool have the very features of one in another, by 128 bits of SHA-256; 0 where their columns differ in name, type, shape or
    /// order. Independent items can agree by chance where features are few.
    /// </summary>
    public static int ByFeatures(ItemPool items, ItemPool others)
    {
        var areComparable = items.Columns.Count > 0 && items.Columns.Select(Form).SequenceEqual(others.Columns.Select(Form));
        if (!areComparable) return 0;
        var known = Digests(others).ToHashSet();
        return Digests(items).Count(known.Contains);
    }

    private static (string Name, ElementType Type, string Shape) Form(FeatureColumn column) => (column.Name, column.Type, string.Join(',', column.RowShape));

    private static IEnumerable<UInt128> Digests(ItemPool items)
    {
        var features = new FeatureBytes(items);
        var hash = new byte[SHA256.HashSizeInBytes];
        for (var row = 0; row < items.Count; row++)
        {
            SHA256.HashData(features.Of(row), hash);
            yield return BinaryPrimitives.ReadUInt128LittleEndian(hash);
        }
    }
}
