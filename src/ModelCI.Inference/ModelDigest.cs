using System.Security.Cryptography;

namespace ModelCI.Inference;

/// <summary>Names a model by its content.</summary>
public static class ModelDigest
{
    /// <summary>Lower-case hex SHA-256 of the file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
