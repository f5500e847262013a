using ModelCI.Core.Items;

namespace ModelCI.Inference.Mapping;

/// <summary>An input or an output as the model declares it.</summary>
/// <param name="Type">Element type of a tensor; null where ModelCI has no such type.</param>
/// <param name="TypeName">The type in ONNX's words, for messages.</param>
/// <param name="Dimensions">With -1 for unknown; empty for a scalar or where the model declares no shape (ONNX Runtime does not tell them apart).</param>
internal sealed record ValueDescription(string Name, ValueKind Kind, ElementType? Type, string TypeName, IReadOnlyList<int> Dimensions)
{
    /// <summary>Whether it is a tensor of a type that ModelCI has.</summary>
    public bool IsTensor => Kind == ValueKind.Tensor && Type is not null;

    /// <summary>Whether it may be one value per row: an unknown number of columns may turn out to be one, which is checked when the model runs.</summary>
    public bool MayHaveOneColumn => RowShape is null or [] or [1] or [< 0];

    /// <summary>The batch axis: a fixed number of rows, or null where it is free or not declared.</summary>
    public int? FixedRows => Dimensions.Count > 0 && Dimensions[0] > 0 ? Dimensions[0] : null;

    /// <summary>The declared shape of one row; null where the model declares no shape.</summary>
    public IReadOnlyList<int>? RowShape => Dimensions.Count == 0 ? null : [.. Dimensions.Skip(1)];

    /// <summary>Such as <c>logits: float [N,10]</c>.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Tensor when Dimensions.Count == 0 => $"{Name}: {TypeName}",
        ValueKind.Tensor => $"{Name}: {TypeName} {ShapeText.Of(Dimensions)}",
        _ => $"{Name}: {TypeName}",
    };
}
