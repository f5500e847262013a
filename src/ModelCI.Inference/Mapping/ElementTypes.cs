using ModelCI.Core.Items;

namespace ModelCI.Inference.Mapping;

/// <summary>Families of element types.</summary>
internal static class ElementTypes
{
    public static bool IsFloat(this ElementType type) => type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16;

    public static bool IsNumber(this ElementType type) => type is not (ElementType.String or ElementType.Bool);
}
