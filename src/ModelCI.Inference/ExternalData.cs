using System.Text;

namespace ModelCI.Inference;

/// <summary>
/// Finds the files beside an ONNX file that hold its weights (onnx.proto: <c>TensorProto.external_data</c>). Reads no more of the protobuf
/// encoding than it takes to walk from the model to its tensors; whether the model is sound is ONNX Runtime's business. What cannot be read to
/// its end is refused: weights that stood behind would belong to no digest.
/// </summary>
public static class ExternalData
{
    // As many as protobuf's own readers go down; deeper files are refused by ONNX Runtime.
    private const int MostLevels = 100;

    // No path of a file is longer.
    private const long LongestLocation = 1 << 12;

    private const int LengthDelimited = 2;
    private const int StartGroup = 3;
    private const int EndGroup = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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

    /// <summary>Locations as the model writes them, relative to its folder; distinct, in ordinal order.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX file; the message says why.</exception>
    public static IReadOnlyList<string> LocationsOf(string path)
    {
        using var stream = ModelStream.OpenRead(path);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Walk(stream, stream.Length, Message.Model, 0, found);
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
        if (level > MostLevels) throw new InvalidDataException("it is nested too deep");
        var (isLocation, value) = (false, Array.Empty<byte>());
        while (stream.Position < end)
        {
            var (field, wire) = Tag(stream, end);
            if (wire != LengthDelimited)
            {
                Skip(stream, end, field, wire, level);
                continue;
            }
            var next = End(stream, end);
            if (message == Message.Entry && field == 1) isLocation = Bytes(stream, next).AsSpan().SequenceEqual("location"u8);
            else if (message == Message.Entry && field == 2) value = Bytes(stream, next);
            else if (Inner(message, field) is { } inner) Walk(stream, next, inner, level + 1, found);
            stream.Position = next;
        }
        if (message == Message.Entry && isLocation) found.Add(Location(value));
    }

    /// <summary>Passes over a value without a length before it, such as a group, which protobuf's readers pass over as well.</summary>
    private static void Skip(Stream stream, long end, long field, long wire, int level)
    {
        switch (wire)
        {
            case 0: Varint(stream, end); return;
            case 1: stream.Position = Forward(stream, end, 8); return;
            case 5: stream.Position = Forward(stream, end, 4); return;
            case StartGroup when level < MostLevels: SkipGroup(stream, end, field, level + 1); return;
            default: throw new InvalidDataException("it is not encoded as protobuf");
        }
    }

    private static void SkipGroup(Stream stream, long end, long field, int level)
    {
        while (true)
        {
            var (inner, wire) = Tag(stream, end);
            if (wire == EndGroup && inner == field) return;
            if (wire == LengthDelimited) stream.Position = End(stream, end);
            else Skip(stream, end, inner, wire, level);
        }
    }

    /// <summary>What decides the file must be one path: another reading of the same bytes could name another file.</summary>
    private static string Location(byte[] bytes)
    {
        try
        {
            return bytes.Length <= LongestLocation ? Strict.GetString(bytes) : throw new InvalidDataException("the location of a weight is longer than any path");
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("the location of a weight is not UTF-8 text");
        }
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

    private static (long Field, long Wire) Tag(Stream stream, long end)
    {
        var tag = Varint(stream, end);
        return tag >> 3 > 0 ? (tag >> 3, tag & 7) : throw new InvalidDataException("it is not encoded as protobuf");
    }

    /// <summary>Where what has a length before it ends.</summary>
    private static long End(Stream stream, long end) => Forward(stream, end, Varint(stream, end));

    private static long Forward(Stream stream, long end, long length) => length >= 0 && length <= end - stream.Position
        ? stream.Position + length
        : throw new InvalidDataException("it is cut off, or not encoded as protobuf");

    private static long Varint(Stream stream, long end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (stream.Position >= end) throw new InvalidDataException("it is cut off, or not encoded as protobuf");
            var part = stream.ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return unchecked((long)value);
        }
        throw new InvalidDataException("it is not encoded as protobuf");
    }

    /// <summary>The bytes up to <paramref name="end"/>; of more than a location may have, only so many that it shows.</summary>
    private static byte[] Bytes(Stream stream, long end)
    {
        var bytes = new byte[Math.Min(end - stream.Position, LongestLocation + 1)];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
