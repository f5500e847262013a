using System.Runtime.InteropServices;
using ModelCI.Core.Items;
using ModelCI.Inference.Worker;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

internal sealed class ColumnConvertersTests
{
    [Test]
    public void For_EveryPixelTimesOneOver255_IsTheFloatQuotient()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var scaled = new float[256];
        ColumnConverters.For(ElementType.UInt8, ElementType.Float32, 0.00392156862745098)(pixels, MemoryMarshal.AsBytes(scaled.AsSpan()), 0, 1);

        Assert.That(scaled, Is.EqualTo(pixels.Select(pixel => pixel / 255f)));
    }

    [Test]
    public void For_LargeIntegers_StayExact()
    {
        long[] values = [long.MaxValue, long.MinValue + 1];
        var bytes = new byte[2 * sizeof(ulong)];
        ColumnConverters.For(ElementType.Int64, ElementType.UInt64, null)(MemoryMarshal.AsBytes(values.AsSpan(0, 1)), bytes, 1, 2);

        Assert.That(BitConverter.ToUInt64(bytes, sizeof(ulong)), Is.EqualTo((ulong)long.MaxValue));
    }
}
