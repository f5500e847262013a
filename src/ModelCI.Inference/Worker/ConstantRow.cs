namespace ModelCI.Inference.Worker;

/// <summary>Whether all rows of an output, from the first batch on, are the same bytes.</summary>
internal sealed class ConstantRow
{
    private byte[]? _first;

    public bool IsConstant { get; private set; } = true;

    public void Observe(ReadOnlySpan<byte> rows, int rowBytes)
    {
        if (rows.IsEmpty || rowBytes == 0) return;
        _first ??= rows[..rowBytes].ToArray();
        for (var start = 0; IsConstant && start < rows.Length; start += rowBytes) IsConstant = rows.Slice(start, rowBytes).SequenceEqual(_first);
    }
}
