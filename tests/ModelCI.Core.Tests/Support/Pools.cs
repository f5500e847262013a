using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Items;

namespace ModelCI.Core.Tests.Support;

/// <summary>Items without features: an id and what stands for the digest of their content.</summary>
internal static class Pools
{
    public static byte[] Key { get; } = [.. Enumerable.Range(0, 32).Select(index => (byte)index)];

    public static byte[] OtherKey { get; } = [.. Enumerable.Range(1, 32).Select(index => (byte)index)];

    public static ItemPool Of(bool hasNamedIds, params (string Id, string Content)[] items) => new(
        [.. items.Select(item => item.Id)], [], "digest",
        [.. items.SelectMany(item => SHA256.HashData(Encoding.UTF8.GetBytes(item.Id + "=" + item.Content)).Take(ItemPool.DigestBytes))], hasNamedIds);

    public static ItemPool Named(params string[] ids) => Of(true, [.. ids.Select(id => (id, "x"))]);
}
