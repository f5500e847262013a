namespace ModelCI.Holdout.Slices;

/// <summary>What a predicate is made of.</summary>
/// <param name="Columns">Names that stand for columns, each once.</param>
/// <param name="Functions">Functions and operators, with how many arguments they are given.</param>
internal sealed record Expression(IReadOnlyList<string> Columns, IReadOnlyList<(string Name, int Arguments)> Functions);
