namespace ModelCI.Reporting.Pages;

/// <summary>Files that were put into this assembly when it was built, to be put into pages as they are.</summary>
internal static class PageAssets
{
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"no asset '{name}'", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
