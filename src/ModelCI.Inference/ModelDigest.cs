using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModelCI.Inference;

/// <summary>Names a model by its content.</summary>
public static class ModelDigest
{
    /// <summary>
    /// Lower-case hex SHA-256 of the file; where it keeps weights in other files (<see cref="ExternalData"/>), of the digests and locations of
    /// all of them, so that other weights are another model.
    /// </summary>
    /// <exception cref="IOException">The file, or one that it names, cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX file.</exception>
    public static string OfModel(string path)
    {
        var digest = OfFile(path);
        var locations = ExternalData.LocationsOf(path);
        if (locations.Count == 0) return digest;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // A location holds no line end that could be taken for another's: its length stands before it.
        var text = new StringBuilder(digest);
        foreach (var location in locations) text.Append(CultureInfo.InvariantCulture, $"\n{location.Length} {location} {OfFile(Path.Combine(folder, location))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string OfFile(string path)
    {
        using var stream = ModelStream.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
