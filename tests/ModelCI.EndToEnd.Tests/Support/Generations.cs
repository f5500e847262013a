namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>The example's items as they are collected over time, and other items like them.</summary>
internal static class Generations
{
    private static readonly string[] Items = Lines("items.csv");
    private static readonly string[] Labels = Lines("labels.csv");

    /// <summary>Ids of the example's items, from a number on and as many.</summary>
    public static string[] Ids(int from, int count) => [.. Items.Skip(1 + from).Take(count).Select(line => line[..line.IndexOf(',')])];

    /// <summary>Writes the example's first items, the last ones first, and the labels file without labels or with all of them.</summary>
    public static void Collect(this Workspace workspace, int count, bool isLabelled)
    {
        workspace.Write("holdout/items.csv", Text(Items, count));
        workspace.Write("holdout/labels.csv", isLabelled ? Text(Labels, count) : "id,label\n");
    }

    /// <summary>As above for a sealed test set, which stays sealed.</summary>
    public static void CollectSealed(this Workspace workspace, int count)
    {
        workspace.Collect(count, isLabelled: false);
        var configuration = workspace.Read("modelci.yml");
        workspace.Write("modelci.yml", configuration.Replace(".csv.sealed ", ".csv ", StringComparison.Ordinal));
        var outcome = workspace.Run("holdout", "seal", "--force");
        if (outcome.ExitCode != 0) throw new InvalidOperationException(outcome.ToString());
        workspace.Write("modelci.yml", configuration);
        File.Delete(workspace.PathOf("holdout/items.csv"));
        File.Delete(workspace.PathOf("holdout/labels.csv"));
    }

    /// <summary>Another test set beside the example's, in next/: as many items under other names, all labelled.</summary>
    public static void AddNext(this Workspace workspace, int count = 1197)
    {
        workspace.Write("next/items.csv", Text(Items, count).Replace("digit-", "next-", StringComparison.Ordinal));
        workspace.Write("next/labels.csv", Text(Labels, count).Replace("digit-", "next-", StringComparison.Ordinal));
    }

    private static string Text(string[] lines, int count) => string.Concat(lines.Skip(1).Take(count).Reverse().Prepend(lines[0]).Select(line => line + "\n"));

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Checkout.Example, "holdout", file));
}
