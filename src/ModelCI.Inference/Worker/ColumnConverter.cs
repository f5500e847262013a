namespace ModelCI.Inference.Worker;

/// <summary>
/// Writes a column's elements into a tensor: element i of <paramref name="source"/> becomes element <paramref name="offset"/> + i *
/// <paramref name="stride"/> of <paramref name="target"/>.
/// </summary>
internal delegate void ColumnConverter(ReadOnlySpan<byte> source, Span<byte> target, int offset, int stride);
