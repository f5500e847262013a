namespace ModelCI.Cli.Tests.Documentation;

/// <summary>The documentation.</summary>
internal static class Pages
{
    public static Page Readme { get; } = new(Golden.PathOf("."), "README.md");

    /// <summary>Its blocks are checked by the Action's tests, which know workflows.</summary>
    public static Page Action { get; } = new(Golden.PathOf("action"), "README.md");

    public static IReadOnlyList<Page> All { get; } = [Readme, Action];
}
