namespace ModelCI.Holdout.Slices;

/// <summary>A predicate that was found to be one expression over visible columns.</summary>
/// <param name="Name">The slice's.</param>
/// <param name="Sql">As the user wrote it.</param>
/// <param name="Columns">Those that it names.</param>
internal sealed record SlicePredicate(string Name, string Sql, IReadOnlyList<SliceColumn> Columns);
