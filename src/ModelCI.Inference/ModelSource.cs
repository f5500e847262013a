using ModelCI.Core.Configuration;

namespace ModelCI.Inference;

/// <summary>One of the two models of a run, as a file of this machine, with the settings that map its inputs and its output.</summary>
/// <param name="Role"><c>candidate</c> or <c>baseline</c>, for messages.</param>
/// <param name="DisplayPath">The path as the user wrote it, for messages.</param>
/// <param name="FilePath">Absolute path of the ONNX file.</param>
/// <param name="Inputs">By model input name; empty to map by equal names.</param>
/// <param name="Output">Null to find it.</param>
/// <param name="Digest">
/// What <see cref="ModelDigest.OfModel"/> said of the file; null not to compare. The worker opens the file by its path later on: that it read the same
/// content is known by taking the digest again after it has loaded.
/// </param>
public sealed record ModelSource(
    string Role,
    string DisplayPath,
    string FilePath,
    IReadOnlyDictionary<string, InputSettings> Inputs,
    OutputSettings? Output,
    string? Digest = null)
{
    internal string Where => $"{Role} {DisplayPath}";
}
