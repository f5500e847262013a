namespace ModelCI.Inference.Mapping;

/// <summary>What a loaded model takes and returns, in the model's order.</summary>
internal sealed record ModelDescription(IReadOnlyList<ValueDescription> Inputs, IReadOnlyList<ValueDescription> Outputs);
