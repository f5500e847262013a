using System.IO.Compression;
using ModelCI.Core.Items;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Spooling;

namespace ModelCI.Holdout.Arrays;

/// <summary>
/// Reads the arrays of an .npz archive: a zip of .npy files. Members that are stored stay in the archive; packed ones are unpacked, never to more than
/// their array's own header announces, and no name of a member ever becomes a path.
/// </summary>
internal static class NpzFile
{
    private const string MemberEnding = ".npy";

    // A header is far shorter; what is longer is refused by its reader.
    private const int HeaderBytes = 1 << 16;

    // Deflate packs 1000 zeros into a byte; measured data does not come near a tenth of that.
    private const long LargestRatio = 256;
    private const long AlwaysUnpacked = 1L << 30;
    private const long MostUnpacked = 64L << 30;

    /// <param name="isWanted">By array name: others are not looked into.</param>
    /// <returns>All arrays by name; null for one that is not wanted.</returns>
    public static IReadOnlyList<(string Name, NumericColumn? Column)> Read(HoldoutFile file, Func<string, bool> isWanted, Unsealer unsealer)
    {
        using var memory = file.IsSealed ? MemoryFile.Of(file, unsealer) : null;
        using var stream = (memory?.File ?? file).Open();
        return file.Guard(() => Read(file, stream, isWanted));
    }

    private static List<(string Name, NumericColumn? Column)> Read(HoldoutFile file, FileStream stream, Func<string, bool> isWanted)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            Check(file, archive);
            var (room, arrays) = (new Room(MostUnpacked), new List<(string, NumericColumn?)>());
            foreach (var entry in archive.Entries)
            {
                var name = entry.FullName[..^MemberEnding.Length];
                arrays.Add((name, isWanted(name) ? Read(name, file, entry, stream, room) : null));
            }
            return arrays;
        }
        catch (InvalidDataException failure)
        {
            throw ArchiveProblems.NotAnArchive(file.Written, failure.Message);
        }
    }

    private static void Check(HoldoutFile file, ZipArchive archive)
    {
        string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
        if (names.Length == 0) throw ArchiveProblems.NoArrays(file.Written);
        string[] climbing = [.. names.Where(IsClimbing)];
        if (climbing.Length > 0) throw ArchiveProblems.ClimbingNames(file.Written, climbing);
        string[] others = [.. names.Where(name => !name.EndsWith(MemberEnding, StringComparison.Ordinal) || name.Length == MemberEnding.Length)];
        if (others.Length > 0) throw ArchiveProblems.NotArrays(file.Written, others);
        if (Repetitions.Of(names) is { Count: > 0 } repeated) throw ArchiveProblems.RepeatedNames(file.Written, repeated);
    }

    private static bool IsClimbing(string name) =>
        name.StartsWith('/') || name.AsSpan().ContainsAny('\\', ':') || name.Any(char.IsControl) || name.Split('/').Contains("..");

    private static NumericColumn Read(string name, HoldoutFile file, ZipArchiveEntry entry, FileStream archive, Room room)
    {
        var member = file.Member(entry.FullName);
        if (entry.IsEncrypted) throw ArchiveProblems.Encrypted(file.Written, entry.FullName);
        try
        {
            using var content = entry.Open();
            var start = new byte[(int)Math.Min(HeaderBytes, entry.Length)];
            var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            var array = NpyArray.Read(member, new MemoryStream(start, 0, read), entry.Length);
            var offset = Stored(entry, archive, start.AsSpan(0, read));
            if (offset is null) room.Take(member, array.Bytes, entry.CompressedLength);
            CheckSum(entry);
            if (offset is { } stored) return NpyFile.InFile(name, member, array, archive, stored);
            // From the beginning again: what was read may be more than the header.
            using var again = entry.Open();
            again.ReadExactly(new byte[array.Header.DataOffset]);
            var column = NpyFile.FromStream(name, member, array, again);
            return again.ReadByte() < 0 ? column : throw HoldoutProblems.WrongSize(member.Written, array.Bytes, array.Bytes + 1);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw ArchiveProblems.Unpackable(member.Written, failure.Message);
        }
    }

    private static void CheckSum(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        if (Crc32.Of(content) != entry.Crc32) throw new InvalidDataException("its checksum is not that of the archive");
    }

    /// <summary>
    /// Where in the archive the content of a stored member begins; null for a packed one. The library does not tell, but reads a stored member straight
    /// out of the archive's stream; whether that is so is seen by the bytes.
    /// </summary>
    private static long? Stored(ZipArchiveEntry entry, FileStream archive, ReadOnlySpan<byte> start)
    {
        var offset = archive.Position - start.Length;
        if (entry.CompressedLength != entry.Length || offset < 0 || offset + entry.Length > archive.Length) return null;
        var there = new byte[start.Length];
        return RandomAccess.Read(archive.SafeFileHandle, there, offset) == there.Length && start.SequenceEqual(there) ? offset : null;
    }

    /// <summary>How much may be unpacked yet.</summary>
    private sealed class Room(long left)
    {
        private long _left = left;

        public void Take(HoldoutFile member, long bytes, long packed)
        {
            if (bytes > AlwaysUnpacked && bytes / LargestRatio > packed) throw ArchiveProblems.Bomb(member.Written, bytes, packed);
            var most = member.IsSecret || bytes <= Spool.DefaultMemory ? _left : Math.Min(_left, Unlinked.FreeBytes());
            if (bytes > most) throw ArchiveProblems.TooLarge(member.Written, bytes, most);
            _left -= bytes;
        }
    }
}
