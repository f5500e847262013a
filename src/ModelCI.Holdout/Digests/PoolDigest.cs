using System.Security.Cryptography;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Digests;

/// <summary>
/// Identifies the items of a test set by their content: SHA-256 over one digest per item in the ordinal order of the ids, an item's digest
/// being over its id and its typed values in the ordinal order of the columns' names. So neither the order of rows and columns nor the way in
/// which a file writes the same values changes it.
/// </summary>
internal static class PoolDigest
{
    private const int ItemBytes = 16;

    /// <summary>Lower-case hex.</summary>
    public static string Compute(IReadOnlyList<string> ids, IReadOnlyList<FeatureColumn> columns)
    {
        var order = ids.Index().OrderBy(item => item.Item, StringComparer.Ordinal).Select(item => item.Index);
        var digested = columns.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => new DigestedColumn(column)).ToArray();
        using var pool = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var item = new DigestWriter();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var row in order)
        {
            item.Write(ids[row]);
            foreach (var column in digested) column.Write(row, item);
            item.Finish(digest);
            pool.AppendData(digest[..ItemBytes]);
        }
        return Convert.ToHexStringLower(pool.GetHashAndReset());
    }
}
