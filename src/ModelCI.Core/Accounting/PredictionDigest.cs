using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Accounting;

/// <summary>Pins both models' answers on the whole pool before any label is read.</summary>
public static class PredictionDigest
{
    /// <summary>SHA-256, lower-case hex, over id and class indices of every item in reading order.</summary>
    public static string Of(IReadOnlyList<string> ids, ReadingOrder order, IPairedPredictions predictions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[12];
        for (var position = 0; position < predictions.Count; position++)
        {
            var id = Encoding.UTF8.GetBytes(ids[order.RowAt(position)]);
            var prediction = predictions.Read(position);
            BinaryPrimitives.WriteInt32LittleEndian(numbers, id.Length);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], prediction.Candidate);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], prediction.Baseline);
            hash.AppendData(numbers);
            hash.AppendData(id);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
