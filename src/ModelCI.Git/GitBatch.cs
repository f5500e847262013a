using System.Globalization;
using System.Text;

namespace ModelCI.Git;

/// <summary>Reads many objects in one process.</summary>
internal static class GitBatch
{
    /// <summary>The objects of the given names, in their order; null where there is none of that name and type.</summary>
    /// <param name="type">As git names it: blob, commit.</param>
    public static List<byte[]?> Read(GitCommand git, string type, IReadOnlyCollection<string> names)
    {
        var query = Encoding.UTF8.GetBytes(string.Concat(names.Select(name => name + "\n")));
        return git.Read(query, "read the ledger", output => Parse(output, type), "cat-file", "--batch");
    }

    /// <summary>For each object a line "oid type size", the bytes, a line end; or a line "name missing".</summary>
    private static List<byte[]?> Parse(Stream output, string type)
    {
        using var stream = new BufferedStream(output);
        var objects = new List<byte[]?>();
        while (ReadLine(stream) is { Length: > 0 } line)
        {
            var header = line.Split(' ');
            if (header.Length != 3)
            {
                objects.Add(null);
                continue;
            }
            var bytes = new byte[int.Parse(header[2], CultureInfo.InvariantCulture)];
            // Where git ends early, its exit code tells.
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) break;
            stream.ReadByte();
            objects.Add(header[1] == type ? bytes : null);
        }
        return objects;
    }

    private static string ReadLine(BufferedStream stream)
    {
        var line = new StringBuilder();
        for (var letter = stream.ReadByte(); letter is not (-1 or '\n'); letter = stream.ReadByte()) line.Append((char)letter);
        return line.ToString();
    }
}
