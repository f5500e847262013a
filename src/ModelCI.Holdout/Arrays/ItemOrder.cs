namespace ModelCI.Holdout.Arrays;

/// <summary>Rearranges the bytes of an array into little-endian C order.</summary>
internal static class ItemOrder
{
    public static void ReverseElements(Span<byte> bytes, int elementBytes)
    {
        for (var start = 0; start < bytes.Length; start += elementBytes) bytes.Slice(start, elementBytes).Reverse();
    }

    /// <summary>Some rows of an array in Fortran order (first axis fastest) in C order (last axis fastest).</summary>
    /// <param name="shape">Of the whole array.</param>
    /// <param name="first">The first of the rows.</param>
    /// <param name="source">The whole array.</param>
    /// <param name="rows">Takes the rows.</param>
    /// <param name="run">Room for one element of each row.</param>
    public static void FromFortran(IReadOnlyList<int> shape, int elementBytes, int first, ByteSource source, Span<byte> rows, Span<byte> run)
    {
        var count = run.Length / elementBytes;
        var rowBytes = rows.Length / count;
        var elements = rowBytes / elementBytes;
        var strides = Strides(shape, elementBytes);
        var index = new int[shape.Count];
        var to = 0;
        // One element of every row after the other: those of neighbouring rows lie side by side.
        for (var element = 0; element < elements; element++)
        {
            source((((long)element * shape[0]) + first) * elementBytes, run);
            for (var row = 0; row < count; row++) run.Slice(row * elementBytes, elementBytes).CopyTo(rows[((row * rowBytes) + to)..]);
            for (var axis = 1; axis < shape.Count; axis++)
            {
                to += strides[axis];
                if (++index[axis] < shape[axis]) break;
                to -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>By axis: how many bytes apart its neighbours lie within a row in C order.</summary>
    private static int[] Strides(IReadOnlyList<int> shape, int elementBytes)
    {
        var strides = new int[shape.Count];
        var stride = elementBytes;
        for (var axis = shape.Count - 1; axis > 0; stride *= shape[axis--]) strides[axis] = stride;
        return strides;
    }
}
