namespace ModelCI.Inference;

/// <summary>Opens the files of a model.</summary>
internal static class ModelStream
{
    /// <summary>
    /// A stream to read. A pipe or a device, which may never begin or never end, reads as an empty file, as it tells no length either; none of them is opened.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static Stream OpenRead(string path) => new FileInfo(RealPath.Of(path)).Length == 0 ? Stream.Null : File.OpenRead(path);
}
