using ModelCI.Core.Items;

namespace ModelCI.Inference;

/// <summary>What a model takes and returns, as it declares it.</summary>
/// <param name="Inputs">In the model's order.</param>
/// <param name="Outputs">Likewise.</param>
public sealed record ModelSignature(IReadOnlyList<ModelValue> Inputs, IReadOnlyList<ModelValue> Outputs);

/// <summary>An input or an output.</summary>
/// <param name="Type">Element type of a tensor; null for everything that is none, or of a type that items and answers never have.</param>
/// <param name="Dimensions">With -1 for unknown; empty for a scalar or where the model declares no shape.</param>
/// <param name="Text">For messages, such as <c>logits: float [N,10]</c>.</param>
public sealed record ModelValue(string Name, ElementType? Type, IReadOnlyList<int> Dimensions, string Text)
{
    /// <summary>The shape of one row; null where the model declares none.</summary>
    public IReadOnlyList<int>? RowShape => Dimensions.Count == 0 ? null : [.. Dimensions.Skip(1)];

    /// <summary>Whether a row may be one value.</summary>
    public bool MayBeOneValue => RowShape is null or [] or [1] or [< 0];
}
