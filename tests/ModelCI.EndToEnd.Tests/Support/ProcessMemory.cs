using System.Globalization;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Everything that a process can read, as whoever debugs it sees it (Linux).</summary>
internal static class ProcessMemory
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Which of some byte strings are anywhere in a process's memory; skips the running test where the system does not let it look.</summary>
    public static string[] Find(int process, IReadOnlyList<(string Name, byte[] Bytes)> wanted)
    {
        var found = new HashSet<string>();
        try
        {
            using var memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            foreach (var (start, end) in ReadableRanges(process)) Search(memory, start, end, wanted, found);
        }
        catch (UnauthorizedAccessException)
        {
            Assert.Ignore($"this system does not let a process read the memory of its children (/proc/{process}/mem)");
        }
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(long Start, long End)> ReadableRanges(int process)
    {
        foreach (var line in File.ReadAllLines($"/proc/{process}/maps"))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var range = fields[0].Split('-');
            // The system's own pages, which nobody may read or which hold nothing of the process.
            if (fields[1][0] != 'r' || fields[^1] is "[vvar]" or "[vsyscall]" or "[vvar_vclock]") continue;
            yield return (long.Parse(range[0], NumberStyles.HexNumber, null), long.Parse(range[1], NumberStyles.HexNumber, null));
        }
    }

    private static void Search(FileStream memory, long start, long end, IReadOnlyList<(string Name, byte[] Bytes)> wanted, HashSet<string> found)
    {
        var overlap = wanted.Max(item => item.Bytes.Length) - 1;
        var block = new byte[BlockBytes + overlap];
        for (var position = start; position < end; position += BlockBytes)
        {
            int read;
            try
            {
                memory.Position = position;
                var length = (int)Math.Min(block.Length, end - position);
                read = memory.ReadAtLeast(block.AsSpan(0, length), length, throwOnEndOfStream: false);
            }
            catch (IOException)
            {
                // Beyond the end of a mapped file, or unmapped since.
                continue;
            }
            foreach (var (name, bytes) in wanted)
            {
                if (block.AsSpan(0, read).IndexOf(bytes) >= 0) found.Add(name);
            }
        }
    }
}
