namespace ModelCI.Inference.Protocol;

/// <summary>All that the worker needs to know before the first batch.</summary>
/// <param name="Slots">The models that are run; loaded ones that are not among them are let go.</param>
internal sealed record BindPlan(
    IReadOnlyList<WireColumn> Columns, IReadOnlyList<ConversionPlan> Conversions, IReadOnlyList<SlotPlan> Slots);
