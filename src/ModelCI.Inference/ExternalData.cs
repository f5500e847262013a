using System.Text;

namespace ModelCI.Inference;

/// <summary>
/// Finds the files beside an ONNX file that hold its weights (onnx.proto: <c>TensorProto.external_data</c>). Reads no more of the protobuf
/// encoding than it takes to walk from the model to its tensors; whether the model is sound is ONNX Runtime's business.
/// </summary>
public static class ExternalData
{
    // As many as protobuf's own readers go down; deeper files are refused by ONNX Runtime.
    private const int MostLevels = 100;

    // A name that is longer is damage, not a reason to allocate.
    private const long LongestText = 1 << 16;

    private enum Message
    {
        Model,
        Training,
        Graph,
        Function,
        Node,
        Attribute,
        SparseTensor,
        Tensor,
        Entry,
    }

    /// <summary>Locations as the model writes them, relative to its folder; distinct, in ordinal order. None where the file is no ONNX file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> LocationsOf(string path)
    {
        using var stream = ModelStream.OpenRead(path);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            Walk(stream, stream.Length, Message.Model, 0, found);
        }
        catch (InvalidDataException)
        {
            // No protobuf: ONNX Runtime says so in better words.
        }
        return [.. found];
    }

    /// <summary>
    /// Those of <see cref="LocationsOf"/> that lead out of the model's folder: absolute, over <c>..</c>, or through a symbolic link. What they
    /// name would be read with the gate's rights and taken for weights, so such a model is not loaded.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> EscapingLocations(string path)
    {
        var locations = LocationsOf(path);
        if (locations.Count == 0) return [];
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return [.. locations.Where(location => Escapes(folder, location))];
    }

    private static bool Escapes(string folder, string location)
    {
        // ".." is refused even where it comes back: behind a symbolic link it leads elsewhere than it reads.
        if (Path.IsPathRooted(location) || location.Split('/', '\\').Contains("..") || location.Contains('\0')) return true;
        try
        {
            var inside = RealPath.Of(folder);
            return !RealPath.Of(Path.Combine(folder, location)).StartsWith(inside.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It leads nowhere that can be told.
            return true;
        }
    }

    private static void Walk(Stream stream, long end, Message message, int level, SortedSet<string> found)
    {
        if (level > MostLevels) throw new InvalidDataException("too deep");
        var (key, value) = ("", "");
        while (stream.Position < end)
        {
            var tag = Varint(stream, end);
            var (field, wire) = (tag >> 3, tag & 7);
            var length = wire switch { 0 => 0, 1 => 8, 5 => 4, 2 => Varint(stream, end), _ => throw new InvalidDataException("no such wire type") };
            if (wire == 0) Varint(stream, end);
            if (length < 0 || length > end - stream.Position) throw new InvalidDataException("beyond the end");
            var next = stream.Position + length;
            if (wire == 2)
            {
                if (message == Message.Entry && field == 1) key = Text(stream, length);
                else if (message == Message.Entry && field == 2) value = Text(stream, length);
                else if (Inner(message, field) is { } inner) Walk(stream, next, inner, level + 1, found);
            }
            stream.Position = next;
        }
        if (message == Message.Entry && key == "location") found.Add(value);
    }

    /// <summary>The messages that lead to a tensor, by field number of onnx.proto.</summary>
    private static Message? Inner(Message message, long field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 20) => Message.Training,
        (Message.Model, 25) => Message.Function,
        (Message.Training, 1 or 2) => Message.Graph,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) => Message.SparseTensor,
        (Message.Function, 7) => Message.Node,
        (Message.Function, 11) => Message.Attribute,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.SparseTensor, 1 or 2) => Message.Tensor,
        (Message.Tensor, 13) => Message.Entry,
        _ => null,
    };

    private static long Varint(Stream stream, long end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (stream.Position >= end) throw new InvalidDataException("beyond the end");
            var part = stream.ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return unchecked((long)value);
        }
        throw new InvalidDataException("a number without end");
    }

    private static string Text(Stream stream, long length)
    {
        if (length > LongestText) throw new InvalidDataException("a text without end");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
