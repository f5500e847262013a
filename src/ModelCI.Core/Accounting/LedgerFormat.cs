using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelCI.Core.Problems;

namespace ModelCI.Core.Accounting;

/// <summary>Entries to bytes and back. Bytes are canonical: one text for one entry, so that a hash means its content.</summary>
public static class LedgerFormat
{
    /// <summary>Schema of the entries that this version writes.</summary>
    public const string Schema = "modelci.ledger/1";

    // Sealed parts are padded to whole pages, so that their size tells nothing: a page holds the counts of six clauses, and how many clauses a
    // condition has is no secret. A clause's numbers take less than its room at any length of theirs.
    private const int SealedPage = 4096;
    private const int RoomOfAClause = 512;
    private const int RoomOfTheRest = 1024;

    /// <summary>Sets up reading and writing ahead of their use: the first entry would otherwise pay for it.</summary>
    public static void Prepare()
    {
        JsonSerializer.SerializeToUtf8Bytes(null!, LedgerJson.Default.LedgerEntry);
        JsonSerializer.SerializeToUtf8Bytes(SealedDetails.None, LedgerJson.Default.SealedDetails);
    }

    /// <summary>Canonical bytes.</summary>
    public static byte[] Write(LedgerEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, LedgerJson.Default.LedgerEntry);

    /// <summary>Sealed details before they are sealed, padded to one size per test set of <paramref name="items"/> items and number of clauses.</summary>
    /// <exception cref="ArgumentException">They are longer than their room: their size would tell something of them.</exception>
    public static byte[] WriteSealed(SealedDetails details, int items)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(details, LedgerJson.Default.SealedDetails);
        var pages = (RoomOfTheRest + (RoomOfAClause * details.Clauses.Count) + SealedPage - 1) / SealedPage;
        var padded = new byte[(pages * SealedPage) + (2 * (((items + 7) / 8 + 2) / 3 * 4))];
        if (json.Length > padded.Length) throw new ArgumentException($"{json.Length} bytes of sealed details, with room for {padded.Length}", nameof(details));
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>SHA-256 of a part as stored, lower-case hex.</summary>
    public static string DigestOf(byte[] part) => Convert.ToHexStringLower(SHA256.HashData(part));

    /// <summary>Reads an entry back.</summary>
    /// <param name="position">Number of the entry in its chain from 1, for messages.</param>
    /// <exception cref="ModelCIException">MCI4002: damaged or not canonical; MCI4003: written by a newer version.</exception>
    public static LedgerEntry Read(byte[] bytes, int position)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var schema = document.RootElement.GetProperty("header").GetProperty("schema").GetString();
            if (schema != Schema) throw LedgerProblems.NewerSchema(position, schema);
            var entry = JsonSerializer.Deserialize(bytes, LedgerJson.Default.LedgerEntry) ?? throw LedgerProblems.Damaged(position, "it is empty");
            return Write(entry).AsSpan().SequenceEqual(bytes)
                ? entry
                : throw LedgerProblems.Damaged(position, "its text is not in canonical form");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            throw LedgerProblems.Damaged(position, "it is not a ledger entry");
        }
    }

    /// <summary>Reads a sealed part back.</summary>
    /// <exception cref="ModelCIException">MCI4002: damaged.</exception>
    public static SealedDetails ReadSealed(byte[] bytes, int position)
    {
        try
        {
            return JsonSerializer.Deserialize(Encoding.UTF8.GetString(bytes), LedgerJson.Default.SealedDetails)
                ?? throw LedgerProblems.Damaged(position, "its sealed part is empty");
        }
        catch (JsonException)
        {
            throw LedgerProblems.Damaged(position, "its sealed part cannot be read");
        }
    }
}
