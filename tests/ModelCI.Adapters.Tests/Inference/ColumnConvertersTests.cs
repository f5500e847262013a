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

    // Whole vectors and what they leave over; 0.1 has no exact double, so the order of the roundings shows.
    [Test]
    public void For_PixelsOfAnyNumber_AreTheProductInBinary64RoundedOnce([Range(0, 70)] int length, [Values(null, 0.1, 3.0, -1e-3)] double? scale)
    {
        byte[] pixels = [.. Enumerable.Range(0, length).Select(value => (byte)(255 - (value * 37 % 256)))];
        var scaled = new float[length + 1];
        ColumnConverters.For(ElementType.UInt8, ElementType.Float32, scale)(pixels, MemoryMarshal.AsBytes(scaled.AsSpan(0, length)), 0, 1);

        Assert.That(scaled, Is.EqualTo(pixels.Select(pixel => (float)(pixel * (scale ?? 1))).Append(0)));
    }

    [Test]
    public void For_PixelsBetweenOthers_LeaveTheseAlone()
    {
        byte[] pixels = [.. Enumerable.Range(0, 100).Select(value => (byte)value)];
        var rows = new float[300];
        ColumnConverters.For(ElementType.UInt8, ElementType.Float32, 0.5)(pixels, MemoryMarshal.AsBytes(rows.AsSpan()), 1, 3);

        Assert.That(rows, Is.EqualTo(pixels.SelectMany(pixel => new[] { 0, pixel * 0.5f, 0 })));
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
