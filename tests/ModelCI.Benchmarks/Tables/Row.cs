namespace ModelCI.Benchmarks.Tables;

/// <summary>A line of the table.</summary>
/// <param name="Range">Minimum to maximum.</param>
/// <param name="Ratio">To what else measured in the same run; empty for a line that only others are compared with.</param>
/// <param name="Note">A target, or the same figure in other units.</param>
internal sealed record Row(string Name, string Median, string Range, string Ratio, string Note);
