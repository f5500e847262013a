using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Client;

/// <summary>How one model runs on the items of this test set.</summary>
internal sealed record ModelBinding(ModelSource Source, IReadOnlyList<Feed> Feeds, int? FixedRows, OutputPlan Output);
