using ModelCI.Core.Items;

namespace ModelCI.Inference.Mapping;

/// <summary>The output that decides.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Columns">Scores per row; 1 for the other kinds.</param>
/// <param name="Threshold">Of <see cref="OutputKind.Threshold"/>; 0 otherwise.</param>
internal sealed record OutputPlan(string Name, OutputKind Kind, ElementType Type, int Columns, double Threshold);
