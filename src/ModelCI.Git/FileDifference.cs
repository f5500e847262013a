namespace ModelCI.Git;

/// <summary>
/// What leads from one content to another, as a unified diff. The contents are compared outside of any repository: attributes and filters, which a
/// change could bring along, do not hide anything.
/// </summary>
public static class FileDifference
{
    private const int Differ = 1;

    /// <param name="name">What the file is called in the heading.</param>
    /// <param name="before">Null where there was none.</param>
    /// <param name="after">Null where there is none.</param>
    /// <returns>Empty where they are the same.</returns>
    /// <exception cref="Core.Problems.ModelCIException">MCI4024: git fails.</exception>
    public static string Of(string name, byte[]? before, byte[]? after)
    {
        if (before is null && after is null) return "";
        var folder = Directory.CreateTempSubdirectory("modelci-diff-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "before"), before ?? []);
            File.WriteAllBytes(Path.Combine(folder, "after"), after ?? []);
            var output = new GitCommand(folder).Run("diff", "--no-index", "--text", "--no-color", "--no-ext-diff", "--no-textconv", "--", "before", "after");
            if (output.ExitCode != Differ) return output.Require("compare two files").Text;
            var lines = output.Text.Split('\n').SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal));
            return string.Join('\n', [$"--- {(before is null ? "/dev/null" : "a/" + name)}", $"+++ {(after is null ? "/dev/null" : "b/" + name)}", .. lines]) + "\n";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
