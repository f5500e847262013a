using ModelCI.Core.Items;

namespace ModelCI.Inference.Protocol;

/// <summary>A tensor made from columns. Models whose inputs are made alike share one, so that the work is done once.</summary>
/// <param name="Columns">Indices of wire columns.</param>
/// <param name="RowShape">Shape of one row; empty for [N].</param>
internal sealed record ConversionPlan(IReadOnlyList<int> Columns, ElementType Target, double? Scale, IReadOnlyList<int> RowShape)
{
    public bool Equals(ConversionPlan? other) =>
        other is not null && Target == other.Target && Scale == other.Scale
        && Columns.SequenceEqual(other.Columns) && RowShape.SequenceEqual(other.RowShape);

    public override int GetHashCode() => HashCode.Combine(Target, Scale, Columns[0], Columns.Count);
}
