using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Client;

/// <summary>How one model runs on the items of this test set.</summary>
/// <param name="Slot">Its number in the worker.</param>
/// <param name="Outputs">What is read; the first decides.</param>
internal sealed record ModelBinding(int Slot, ModelSource Source, IReadOnlyList<Feed> Feeds, int? FixedRows, IReadOnlyList<OutputPlan> Outputs);
