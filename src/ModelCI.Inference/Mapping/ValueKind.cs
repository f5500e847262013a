namespace ModelCI.Inference.Mapping;

/// <summary>What kind of value a model takes or returns.</summary>
internal enum ValueKind
{
    Tensor,
    /// <summary>Such as the probabilities that sklearn-onnx writes (ZipMap).</summary>
    Sequence,
    Map,
    /// <summary>Optional and sparse values.</summary>
    Other,
}
