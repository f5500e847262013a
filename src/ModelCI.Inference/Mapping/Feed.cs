using ModelCI.Core.Items;

namespace ModelCI.Inference.Mapping;

/// <summary>How one model input is made from the items.</summary>
/// <param name="Columns">One column or array, or scalars that become the elements of a row, in this order.</param>
/// <param name="Target">The model input's element type.</param>
/// <param name="Scale">Factor on the values; null for none, always null where <paramref name="Target"/> is no float type.</param>
/// <param name="RowShape">Shape of one row as the model gets it; empty for [N].</param>
internal sealed record Feed(string Input, IReadOnlyList<FeatureColumn> Columns, ElementType Target, double? Scale, IReadOnlyList<int> RowShape);
