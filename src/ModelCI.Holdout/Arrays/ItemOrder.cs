namespace ModelCI.Holdout.Arrays;

/// <summary>Rearranges the bytes of a whole array into little-endian C order.</summary>
internal static class ItemOrder
{
    public static void ReverseElements(Span<byte> bytes, int elementBytes)
    {
        for (var start = 0; start < bytes.Length; start += elementBytes) bytes.Slice(start, elementBytes).Reverse();
    }

    /// <summary>From Fortran order (first axis fastest) to C order (last axis fastest).</summary>
    public static byte[] FromFortran(byte[] source, IReadOnlyList<int> shape, int elementBytes)
    {
        var result = new byte[source.Length];
        var index = new int[shape.Count];
        var strides = new int[shape.Count];
        var stride = elementBytes;
        for (var axis = 0; axis < shape.Count; stride *= shape[axis++]) strides[axis] = stride;
        var from = 0;
        for (var to = 0; to < result.Length; to += elementBytes)
        {
            source.AsSpan(from, elementBytes).CopyTo(result.AsSpan(to));
            for (var axis = shape.Count - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis]) break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return result;
    }
}
