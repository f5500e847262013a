namespace ModelCI.Cli.Starting;

/// <summary>A gate that is ready to be written.</summary>
/// <param name="Text">modelci.yml.</param>
/// <param name="Watched">Its files, relative to the repository's root, with slashes.</param>
/// <param name="Plan">What its first run takes, in one sentence.</param>
/// <param name="Notes">What is worth knowing beside.</param>
internal sealed record ComposedGate(string Text, IReadOnlyList<string> Watched, string Plan, IReadOnlyList<string> Notes);
