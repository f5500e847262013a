using System.Security.Cryptography;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Sealing;

/// <summary>Opens files of a test set, sealed or not, and says which of all things is wrong with one that does not open.</summary>
internal sealed class Unsealer(string testSet, TestSetKeys? keys)
{
    /// <summary>The content of a file, whether it is sealed or not.</summary>
    public Stream Open(HoldoutFile file, SealedKind kind) => file.IsSealed ? OpenSealed(file, kind) : file.Open();

    private SealedStream OpenSealed(HoldoutFile file, SealedKind kind)
    {
        var source = file.Open();
        try
        {
            return file.Guard(() => OpenSealed(file, source, kind));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private SealedStream OpenSealed(HoldoutFile file, FileStream source, SealedKind kind)
    {
        var header = ReadHeader(file, source);
        if (keys is null) throw SealingProblems.NoKeys(file.Written);
        var key = keys.Encryption;
        var salt = header.AsSpan(0, SealedFormat.SaltBytes);
        var keyCheck = header.AsSpan(SealedFormat.SaltBytes, SealedFormat.KeyCheckBytes);
        var sealedSizes = header.AsSpan(SealedFormat.SaltBytes + SealedFormat.KeyCheckBytes);
        if (!CryptographicOperations.FixedTimeEquals(PartCipher.KeyCheck(key, salt), keyCheck)) throw SealingProblems.WrongKey(file.Written, key.Fingerprint);

        var cipher = new PartCipher(key, salt, testSet, kind);
        try
        {
            if (!TryReadSizes(cipher, sealedSizes, out var sizes)) throw WrongPlace(file, key, salt, sealedSizes, kind);
            if (source.Length < sizes.FileBytes) throw SealingProblems.Truncated(file.Written, source.Length, sizes.FileBytes);
            if (source.Length > sizes.FileBytes) throw SealingProblems.Lengthened(file.Written, source.Length, sizes.FileBytes);
            return new SealedStream(file, source, cipher, sizes);
        }
        catch
        {
            cipher.Dispose();
            throw;
        }
    }

    /// <summary>What follows magic and version.</summary>
    private static byte[] ReadHeader(HoldoutFile file, FileStream source)
    {
        var header = new byte[SealedFormat.HeaderBytes];
        var read = source.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        var magic = SealedFormat.Magic;
        var compared = Math.Min(read, magic.Length);
        if (compared == 0 || !magic[..compared].SequenceEqual(header.AsSpan(0, compared))) throw SealingProblems.NotSealed(file.Written);
        if (read > magic.Length && header[magic.Length] != SealedFormat.Version) throw SealingProblems.OtherVersion(file.Written, header[magic.Length]);
        return read == header.Length ? header[(magic.Length + 1)..] : throw SealingProblems.Truncated(file.Written, read, header.Length);
    }

    private static bool TryReadSizes(PartCipher cipher, ReadOnlySpan<byte> sealedSizes, out SealedSizes sizes)
    {
        Span<byte> plain = stackalloc byte[SealedFormat.SizesBytes];
        var isOpen = cipher.TryOpen(SealedPart.Sizes, 0, sealedSizes, plain);
        sizes = isOpen ? SealedSizes.Parse(plain) : default;
        return isOpen;
    }

    /// <summary>The key is right. Is it the other kind of file? Else it is another test set's, or its header was edited: these look the same.</summary>
    private Core.Problems.ModelCIException WrongPlace(HoldoutFile file, SecretKey key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> sealedSizes, SealedKind kind)
    {
        var other = kind == SealedKind.Items ? SealedKind.Labels : SealedKind.Items;
        using var cipher = new PartCipher(key, salt, testSet, other);
        return TryReadSizes(cipher, sealedSizes, out _)
            ? SealingProblems.OtherKind(file.Written, other, kind)
            : SealingProblems.OtherTestSet(file.Written, testSet);
    }
}
