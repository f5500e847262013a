namespace ModelCI.Inference;

/// <summary>What was noticed about a model while it ran over a test set. Secrets like every count over it.</summary>
/// <param name="Ties">Items whose highest score is shared by several classes (the lowest index was taken).</param>
public sealed record ModelFindings(int Ties);
