namespace ModelCI.Cli.Starting;

/// <summary>Names that people write in different ways.</summary>
internal static class Names
{
    private static readonly string[] Labels = ["label", "labels", "target", "class", "y"];

    /// <summary>Whether two names differ in case and separators only.</summary>
    public static bool AreAlike(string one, string other) => Plain(one) == Plain(other);

    /// <summary>Whether one ends like the other, such as holdout_images and images.</summary>
    public static bool Ends(string name, string ending) => Plain(name).EndsWith(Plain(ending), StringComparison.Ordinal);

    public static bool IsLabel(string name) => Labels.Contains(Plain(name));

    public static bool IsIdOrLabel(string name) => Plain(name) == "id" || IsLabel(name);

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
