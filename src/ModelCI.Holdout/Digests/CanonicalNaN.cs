using System.Numerics;
using System.Runtime.InteropServices;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Digests;

/// <summary>Gives every NaN one bit pattern: which one a file holds depends on the machine and library that wrote it.</summary>
internal static class CanonicalNaN
{
    private const ushort QuietHalf = 0x7E00;
    private const uint QuietSingle = 0x7FC00000;
    private const ulong QuietDouble = 0x7FF8000000000000;

    public static void Apply(ElementType type, Span<byte> values)
    {
        switch (type)
        {
            case ElementType.Float16:
                Replace(MemoryMarshal.Cast<byte, Half>(values), BitConverter.UInt16BitsToHalf(QuietHalf));
                break;
            case ElementType.Float32:
                Replace(MemoryMarshal.Cast<byte, float>(values), BitConverter.UInt32BitsToSingle(QuietSingle));
                break;
            case ElementType.Float64:
                Replace(MemoryMarshal.Cast<byte, double>(values), BitConverter.UInt64BitsToDouble(QuietDouble));
                break;
        }
    }

    private static void Replace<T>(Span<T> values, T quiet)
        where T : INumberBase<T>
    {
        foreach (ref var value in values)
        {
            if (T.IsNaN(value)) value = quiet;
        }
    }
}
