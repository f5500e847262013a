using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Protocol;

/// <summary>How one model runs.</summary>
/// <param name="Inputs">Names of the model's inputs.</param>
/// <param name="Conversions">For each input the index of its tensor.</param>
/// <param name="FixedRows">Rows per run that the model insists on; null for any.</param>
internal sealed record SlotPlan(IReadOnlyList<string> Inputs, IReadOnlyList<int> Conversions, int? FixedRows, OutputPlan Output);
