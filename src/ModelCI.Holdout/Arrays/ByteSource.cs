namespace ModelCI.Holdout.Arrays;

/// <summary>Copies what lies from an offset on.</summary>
internal delegate void ByteSource(long offset, Span<byte> destination);
