namespace ModelCI.Holdout.Slices;

/// <summary>A column that predicates may name.</summary>
/// <param name="Expression">SQL for its value. What is missing (an empty text, NaN) is NULL, whatever the file holds in its place.</param>
internal sealed record SliceColumn(string Name, string Expression);
