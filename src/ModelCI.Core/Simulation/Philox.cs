namespace ModelCI.Core.Simulation;

/// <summary>
/// The counter-based generator Philox4x64-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011): a keyed
/// bijection of 256-bit counters. Number <c>i</c> of a stream is a function of key and <c>i</c>, so that streams with different keys never
/// share state, any number can be drawn again, and no thread waits for another. Passes BigCrush.
/// </summary>
public static class Philox
{
    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD2E7470EE14C6C93;
    private const ulong Multiplier1 = 0xCA5A826395121157;
    private const ulong Weyl0 = 0x9E3779B97F4A7C15;
    private const ulong Weyl1 = 0xBB67AE8584CAA73B;

    /// <summary>Numbers per block.</summary>
    public const int BlockSize = 4;

    /// <summary>Writes the block of four uniform 64-bit numbers that belongs to a counter under a key.</summary>
    /// <param name="key0">First half of the key.</param>
    /// <param name="key1">Second half of the key.</param>
    /// <param name="counter">Four words, least significant first; at least four long.</param>
    /// <param name="block">At least four long; may be the same memory as <paramref name="counter"/>.</param>
    public static void Block(ulong key0, ulong key1, ReadOnlySpan<ulong> counter, Span<ulong> block)
    {
        var (x0, x1, x2, x3) = (counter[0], counter[1], counter[2], counter[3]);
        unchecked
        {
            for (var round = 0; round < Rounds; round++)
            {
                var high0 = Math.BigMul(Multiplier0, x0, out var low0);
                var high1 = Math.BigMul(Multiplier1, x2, out var low1);
                (x0, x1, x2, x3) = (high1 ^ x1 ^ key0, low1, high0 ^ x3 ^ key1, low0);
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }
        (block[0], block[1], block[2], block[3]) = (x0, x1, x2, x3);
    }
}
