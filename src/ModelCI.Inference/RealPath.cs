namespace ModelCI.Inference;

/// <summary>Paths with every symbolic link on the way resolved.</summary>
public static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The file or folder that a path leads to; what does not exist leads to itself.</summary>
    /// <exception cref="IOException">The links go round in circles.</exception>
    public static string Of(string path)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    private static string Resolve(string path, ref int links)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null) return path;
        // A link's own target may stand beyond another link, so the folder comes first.
        var place = Path.Combine(Resolve(parent, ref links), Path.GetFileName(path));
        if (new FileInfo(place).LinkTarget is not { } target) return place;
        if (++links > MostLinks) throw new IOException($"too many symbolic links: '{path}'");
        return Resolve(Path.GetFullPath(target, Path.GetDirectoryName(place)!), ref links);
    }
}
