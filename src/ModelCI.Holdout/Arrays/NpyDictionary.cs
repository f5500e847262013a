namespace ModelCI.Holdout.Arrays;

/// <summary>The three entries of a .npy header's Python dictionary.</summary>
/// <param name="Description">The element type, such as <c>&lt;f4</c>; null for a structured type.</param>
internal sealed record NpyDictionary(string? Description, bool IsFortranOrder, IReadOnlyList<long> Shape);
