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
        var output = git.Run(query, "cat-file", "--batch").Require("read the ledger").Bytes;
        var objects = new List<byte[]?>(names.Count);
        var at = 0;
        // A line "oid type size", the bytes, a line end; or the line "name missing".
        while (at < output.Length)
        {
            var end = Array.IndexOf(output, (byte)'\n', at);
            var header = Encoding.ASCII.GetString(output, at, end - at).Split(' ');
            if (header.Length != 3)
            {
                objects.Add(null);
                at = end + 1;
                continue;
            }
            var size = int.Parse(header[2], CultureInfo.InvariantCulture);
            objects.Add(header[1] == type ? output[(end + 1)..(end + 1 + size)] : null);
            at = end + 2 + size;
        }
        return objects;
    }
}
