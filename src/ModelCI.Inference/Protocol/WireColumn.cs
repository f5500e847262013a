using ModelCI.Core.Items;

namespace ModelCI.Inference.Protocol;

/// <summary>A column as it crosses to the worker: numbers as raw bytes in their own type, text as length-prefixed UTF-8.</summary>
internal sealed record WireColumn(ElementType Type, int ElementsPerRow);
