using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>A model found on disk: its digest, and how it is fed and read.</summary>
/// <param name="Role">candidate or baseline, for messages.</param>
/// <param name="Shown">The path as configured.</param>
/// <param name="Path">The file to load.</param>
internal sealed record ModelFile(
    string Role, string Shown, string Path, string Digest, IReadOnlyDictionary<string, InputSettings> Inputs, OutputSettings? Output)
{
    public ModelSource Source => new(Role, Shown, Path, Inputs, Output, Digest);

    public ComparedModel Compared => new(Shown, Digest, Identity);

    /// <summary>
    /// The model as a question sees it: the file, how it is fed and which output decides. The same file with another scale answers otherwise.
    /// </summary>
    public string Identity => EvaluationKey.Hash(
        [
            Digest,
            .. Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => EvaluationKey.Hash(
                [input.Key, FormattableString.Invariant($"{input.Value.Scale:R};{string.Join(',', input.Value.Shape ?? [])}"), .. input.Value.From])),
            Output is null ? "" : EvaluationKey.Hash(Output.Name, FormattableString.Invariant($"{Output.Threshold:R}")),
        ]);
}
