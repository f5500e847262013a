namespace ModelCI.Git;

/// <summary>The programs that are used.</summary>
public static class GitTools
{
    private const string VersionPrefix = "git version ";

    /// <summary>Such as 2.39.5.</summary>
    /// <exception cref="Core.Problems.ModelCIException">MCI4020: there is no git.</exception>
    public static string Version()
    {
        var text = Here().Run("--version").Text;
        return text.StartsWith(VersionPrefix, StringComparison.Ordinal) ? text[VersionPrefix.Length..] : text;
    }

    /// <summary>The version of git-lfs; null where it is not installed.</summary>
    public static string? LargeFiles()
    {
        try
        {
            var output = Here().Run("lfs", "version");
            return output.Succeeded ? output.Text.Split(' ')[0].Replace("git-lfs/", "", StringComparison.Ordinal) : null;
        }
        catch (Core.Problems.ModelCIException)
        {
            return null;
        }
    }

    private static GitCommand Here() => new(AppContext.BaseDirectory);
}
