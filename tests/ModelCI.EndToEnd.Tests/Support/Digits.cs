using System.Text;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>Variants of the example's files.</summary>
internal static class Digits
{
    /// <summary>The same model under another digest: an ONNX file with one more entry of metadata_props (field 14) at its end.</summary>
    public static byte[] WithMetadata(byte[] model, string value)
    {
        byte[] Field(byte tag, byte[] content) => [tag, checked((byte)content.Length), .. content];
        var property = Field(0x0A, "variant"u8.ToArray()).Concat(Field(0x12, Encoding.UTF8.GetBytes(value))).ToArray();
        return [.. model, .. Field(0x72, property)];
    }

    /// <summary>Makes models/NAME.onnx, which answers as <paramref name="original"/> does.</summary>
    public static void AddTwin(this Workspace workspace, string name, string original = "better") =>
        File.WriteAllBytes(workspace.PathOf($"models/{name}.onnx"), WithMetadata(File.ReadAllBytes(workspace.PathOf($"models/{original}.onnx")), name));

    /// <summary>A copy of modelci.yml under another name, with changes.</summary>
    public static void AddGate(this Workspace workspace, string file, params (string From, string To)[] changes)
    {
        workspace.Write(file, workspace.Read("modelci.yml"));
        foreach (var (from, to) in changes) workspace.Edit(file, from, to);
    }

    /// <summary>Keeps the labels of which <paramref name="keep"/> (the line's number from 0) says so; the others are empty.</summary>
    public static void KeepLabels(this Workspace workspace, Func<int, bool> keep)
    {
        var lines = workspace.Read("holdout/labels.csv").TrimEnd('\n').Split('\n');
        var kept = lines.Skip(1).Select((line, number) => keep(number) ? line : line[..(line.IndexOf(',') + 1)]);
        workspace.Write("holdout/labels.csv", string.Join('\n', kept.Prepend(lines[0])) + "\n");
        // Partial labels do not tell the classes.
        if (!workspace.Read("modelci.yml").Contains("classes:", StringComparison.Ordinal))
            workspace.Configure("  labels: holdout/labels.csv ", "  classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n  labels: holdout/labels.csv ");
    }

    /// <summary>Images of the test set upside down: of its columns, and none of its items.</summary>
    public static void AddDevelopmentSet(this Workspace workspace, string file)
    {
        var lines = workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n');
        workspace.Write(file, string.Join('\n', lines.Take(301).Select((line, row) => row == 0 ? line : $"dev-{row}," + string.Join(',', line.Split(',')[1..].Reverse()))) + "\n");
    }
}
