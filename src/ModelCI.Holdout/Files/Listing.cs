using ModelCI.Core.Problems;

namespace ModelCI.Holdout.Files;

/// <summary>Names in a message: the first few, and how many more there are.</summary>
internal static class Listing
{
    /// <summary>How many are named.</summary>
    public const int Shown = 5;

    private const int LongestShown = 60;

    /// <summary>'a', 'b', 'c', 'd', 'e' and 12 more.</summary>
    public static string Of(IReadOnlyCollection<string> names) => Join(names, Quote);

    /// <summary>As <see cref="Of"/>, for what is quoted already.</summary>
    public static string Plain(IReadOnlyCollection<string> phrases) => Join(phrases, phrase => phrase);

    /// <summary>Quoted and clipped, because it comes out of a data file and goes into a line.</summary>
    public static string Quote(string name) => $"'{PlainText.Of(name.Length > LongestShown ? string.Concat(name.AsSpan(0, LongestShown), "...") : name)}'";

    private static string Join(IReadOnlyCollection<string> names, Func<string, string> show)
    {
        var listed = string.Join(", ", names.Take(Shown).Select(show));
        return names.Count > Shown ? $"{listed} and {names.Count - Shown} more" : listed;
    }
}
