using ModelCI.Core.Items;

namespace ModelCI.Inference.Mapping;

/// <summary>An output that is read.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Columns">Scores per row; 1 for the other kinds.</param>
/// <param name="Threshold">Of <see cref="OutputKind.Threshold"/>; 0 otherwise.</param>
/// <param name="Depth">Of <see cref="OutputKind.Scores"/>: how many classes a ranking has; 0 where none is asked for.</param>
internal sealed record OutputPlan(string Name, OutputKind Kind, ElementType Type, int Columns, double Threshold = 0, int Depth = 0);
