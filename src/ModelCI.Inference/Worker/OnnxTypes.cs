using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Worker;

/// <summary>ONNX Runtime's types and ours.</summary>
internal static class OnnxTypes
{
    public static ModelDescription Describe(InferenceSession session) => new(
        [.. session.InputNames.Select(name => Describe(name, session.InputMetadata[name]))],
        [.. session.OutputNames.Select(name => Describe(name, session.OutputMetadata[name]))]);

    public static TensorElementType Of(ElementType type) => type switch
    {
        ElementType.String => TensorElementType.String,
        ElementType.Float32 => TensorElementType.Float,
        ElementType.Float64 => TensorElementType.Double,
        ElementType.Float16 => TensorElementType.Float16,
        ElementType.Int64 => TensorElementType.Int64,
        ElementType.Int32 => TensorElementType.Int32,
        ElementType.Int16 => TensorElementType.Int16,
        ElementType.Int8 => TensorElementType.Int8,
        ElementType.UInt64 => TensorElementType.UInt64,
        ElementType.UInt32 => TensorElementType.UInt32,
        ElementType.UInt16 => TensorElementType.UInt16,
        ElementType.UInt8 => TensorElementType.UInt8,
        ElementType.Bool => TensorElementType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static ValueDescription Describe(string name, NodeMetadata metadata) => metadata.OnnxValueType switch
    {
        OnnxValueType.ONNX_TYPE_TENSOR => new(name, ValueKind.Tensor, TypeOf(metadata.ElementDataType), NameOf(metadata.ElementDataType), metadata.Dimensions),
        OnnxValueType.ONNX_TYPE_SEQUENCE => new(name, ValueKind.Sequence, null, "sequence", []),
        OnnxValueType.ONNX_TYPE_MAP => new(name, ValueKind.Map, null, "map", []),
        _ => new(name, ValueKind.Other, null, "optional or sparse value", []),
    };

    private static ElementType? TypeOf(TensorElementType type)
    {
        foreach (var candidate in Enum.GetValues<ElementType>())
        {
            if (Of(candidate) == type) return candidate;
        }
        return null;
    }

    // The .NET enumeration lowered is ONNX's own name: float, double, int64, string ...
    private static string NameOf(TensorElementType type) => type.ToString().ToLowerInvariant();
}
