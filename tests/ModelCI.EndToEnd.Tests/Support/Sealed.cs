using System.Text.Json.Nodes;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>The sealed part of an entry, in clear as long as there is no key.</summary>
/// <param name="Size">Of the blob, in bytes.</param>
/// <param name="Reason">How the evaluation ended.</param>
/// <param name="Positions">Whose labels were used.</param>
/// <param name="New">How many of them no earlier result had used.</param>
/// <param name="Counts">Of the first clause.</param>
internal sealed record Sealed(int Size, string Reason, IReadOnlySet<int> Positions, int New, IReadOnlyList<long> Counts)
{
    /// <summary>Of the entry that many places before the last.</summary>
    public static Sealed Of(Workspace workspace, int back, string name = "digits")
    {
        var size = int.Parse(workspace.Git("cat-file", "-s", $"refs/modelci/{name}~{back}:sealed"), null);
        var json = JsonNode.Parse(workspace.EntryFile(back, "sealed", name))!;
        var bits = Convert.FromBase64String((string)json["labels"]!);
        var positions = Enumerable.Range(0, bits.Length * 8).Where(position => (bits[position / 8] >> (position % 8) & 1) == 1).ToHashSet();
        var clauses = json["clauses"]!.AsArray();
        return new Sealed(size, (string)json["reason"]!, positions, (int)json["new"]!, clauses.Count == 0 ? [] : [.. clauses[0]!["counts"]!.AsArray().Select(count => (long)count!)]);
    }
}
