namespace ModelCI.Inference.Protocol;

/// <summary>All that the worker needs to know before the first batch.</summary>
internal sealed record BindPlan(
    IReadOnlyList<WireColumn> Columns, IReadOnlyList<ConversionPlan> Conversions, IReadOnlyList<SlotPlan> Slots);
