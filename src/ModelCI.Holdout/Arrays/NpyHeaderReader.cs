using System.Buffers.Binary;
using System.Text;
using ModelCI.Core.Items;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Arrays;

/// <summary>Reads the header of a .npy file, format versions 1 to 3 (NumPy Enhancement Proposal 1), without trusting it.</summary>
internal static class NpyHeaderReader
{
    private const int PreambleBytes = 8;

    // The header of an array with 64 axes is far shorter; a larger number is damage, not a reason to allocate.
    private const uint LargestHeader = 1 << 20;

    public static NpyHeader Read(HoldoutFile file, Stream stream)
    {
        try
        {
            return Read(stream, file);
        }
        catch (EndOfStreamException)
        {
            throw HoldoutProblems.NotAnArray(file.Written, "it ends within its header");
        }
        catch (FormatException mistake)
        {
            throw HoldoutProblems.NotAnArray(file.Written, mistake.Message);
        }
    }

    private static NpyHeader Read(Stream stream, HoldoutFile file)
    {
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        stream.ReadExactly(preamble);
        if (preamble[0] != 0x93 || !preamble[1..6].SequenceEqual("NUMPY"u8)) throw new FormatException(Beginning(preamble));
        var version = preamble[6];
        if (version is < 1 or > 3) throw new FormatException($"format version {version} is not one of 1, 2, 3");
        Span<byte> lengthBytes = stackalloc byte[4];
        lengthBytes.Clear();
        var lengthField = version == 1 ? 2 : 4;
        stream.ReadExactly(lengthBytes[..lengthField]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > LargestHeader) throw new FormatException($"a header of {length} bytes");
        var header = new byte[length];
        stream.ReadExactly(header);
        var encoding = version == 3 ? Encoding.UTF8 : Encoding.Latin1;
        var dictionary = NpyDictionaryParser.Parse(encoding.GetString(header));
        var description = dictionary.Description ?? throw HoldoutProblems.ElementTypeNotRead(file.Written, "structured");
        if (description.EndsWith('O')) throw HoldoutProblems.Objects(file.Written);
        var type = TypeOf(description) ?? throw HoldoutProblems.ElementTypeNotRead(file.Written, description);
        return new NpyHeader(type, description[0] == '>', dictionary.IsFortranOrder, dictionary.Shape, PreambleBytes + lengthField + length);
    }

    // A pickle of protocol 2 to 5 begins so.
    private static string Beginning(ReadOnlySpan<byte> preamble) =>
        preamble[0] == 0x80 && preamble[1] is >= 2 and <= 5 ? "it is a pickle, which could run any code and is never loaded" : "it does not begin with \\x93NUMPY";

    private static ElementType? TypeOf(string description)
    {
        if (description.Length != 3 || description[0] is not ('<' or '>' or '|')) return null;
        ElementType? type = description[1..] switch
        {
            "f2" => ElementType.Float16,
            "f4" => ElementType.Float32,
            "f8" => ElementType.Float64,
            "i1" => ElementType.Int8,
            "i2" => ElementType.Int16,
            "i4" => ElementType.Int32,
            "i8" => ElementType.Int64,
            "u1" => ElementType.UInt8,
            "u2" => ElementType.UInt16,
            "u4" => ElementType.UInt32,
            "u8" => ElementType.UInt64,
            "b1" => ElementType.Bool,
            _ => null,
        };
        // '|' means "no byte order", which only single bytes have.
        return type is { } known && description[0] == '|' && NumericColumn.SizeOf(known) > 1 ? null : type;
    }
}
