using System.Buffers;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Files;

/// <summary>Ids as they are read, one after the other, without a string of each.</summary>
internal sealed class IdBuilder
{
    private readonly ArrayBufferWriter<byte> _utf8 = new();
    private readonly List<int> _ends = [];

    public void Add(ReadOnlySpan<byte> utf8)
    {
        _utf8.Write(utf8);
        _ends.Add(_utf8.WrittenCount);
    }

    public ItemIds Finish() => new(_utf8.WrittenSpan.ToArray(), [.. _ends]);
}
