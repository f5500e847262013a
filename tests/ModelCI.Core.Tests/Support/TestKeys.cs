using ModelCI.Core.Accounting;
using ModelCI.Core.Sealing;

namespace ModelCI.Core.Tests.Support;

/// <summary>Keys of sealed accounts; a number names a pair.</summary>
internal static class TestKeys
{
    public static TestSetKeys Of(byte number) => new(Key(number), Key((byte)(number + 128)));

    public static LedgerSeal Seal(byte number, string? testSet = null) => new(testSet ?? Chain.TestSet.Name, Of(number));

    private static SecretKey Key(byte first) =>
        SecretKey.Parse(Convert.ToBase64String([.. Enumerable.Range(first, SecretKey.Length).Select(value => (byte)value)]), "KEY");
}
