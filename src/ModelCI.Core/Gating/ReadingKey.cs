using System.Buffers.Binary;

namespace ModelCI.Core.Gating;

/// <summary>HMAC-SHA256 of an id as two numbers whose order is that of its 32 bytes.</summary>
internal readonly record struct ReadingKey(UInt128 High, UInt128 Low) : IComparable<ReadingKey>
{
    public static ReadingKey Of(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    public int CompareTo(ReadingKey other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
}
