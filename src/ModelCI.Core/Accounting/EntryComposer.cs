using ModelCI.Core.Items;

namespace ModelCI.Core.Accounting;

/// <summary>What an entry shall say, before it has a place in the chain.</summary>
/// <param name="Entry">Gets the header.</param>
/// <param name="Details">Its sealed part.</param>
/// <param name="Items">N, which fixes the sealed part's size.</param>
/// <param name="Pins">Where the entry pins items.</param>
/// <param name="Commitments">Where it commits to labels.</param>
public sealed record EntryContent(
    Func<EntryHeader, LedgerEntry> Entry, SealedDetails Details, int Items, ItemPins? Pins = null, LabelCommitments? Commitments = null);

/// <summary>Gives an entry its place: seals its parts, names them in the header, authenticates it.</summary>
public static class EntryComposer
{
    /// <param name="header">Previous, tool, time, actor, commit and pull request.</param>
    /// <param name="nonce">A fresh random nonce of <see cref="LedgerSeal.NonceBytes"/> bytes at every call.</param>
    public static LedgerDraft Compose(EntryContent content, EntryHeader header, LedgerSeal seal, Func<byte[]> nonce)
    {
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [LedgerParts.Sealed] = LedgerFormat.WriteSealed(content.Details, content.Items),
        };
        if (content.Pins is not null) parts.Add(LedgerParts.Items, content.Pins.ToBytes());
        if (content.Commitments is not null) parts.Add(LedgerParts.Labels, content.Commitments.ToBytes());
        foreach (var (part, plain) in parts.ToArray()) parts[part] = seal.Seal(plain, part, header.Previous, nonce());

        var entry = content.Entry(header with { Sealed = DigestOf(LedgerParts.Sealed)!, Items = DigestOf(LedgerParts.Items), Labels = DigestOf(LedgerParts.Labels) });
        entry = entry with { Header = entry.Header with { Mac = seal.Mac(entry) } };
        return new LedgerDraft(LedgerFormat.Write(entry), parts);

        string? DigestOf(string part) => parts.TryGetValue(part, out var stored) ? LedgerFormat.DigestOf(stored) : null;
    }
}
