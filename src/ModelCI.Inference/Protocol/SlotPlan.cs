using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Protocol;

/// <summary>How one model runs.</summary>
/// <param name="Slot">Which of the loaded models.</param>
/// <param name="Inputs">Names of the model's inputs.</param>
/// <param name="Conversions">For each input the index of its tensor.</param>
/// <param name="FixedRows">Rows per run that the model insists on; null for any.</param>
/// <param name="Outputs">What is read; the first decides.</param>
internal sealed record SlotPlan(
    int Slot, IReadOnlyList<string> Inputs, IReadOnlyList<int> Conversions, int? FixedRows, IReadOnlyList<OutputPlan> Outputs);
