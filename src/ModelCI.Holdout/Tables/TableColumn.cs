using ModelCI.Core.Items;

namespace ModelCI.Holdout.Tables;

/// <summary>A column of a table as a feature.</summary>
/// <param name="Position">In the table.</param>
/// <param name="RowShape">Empty for a scalar.</param>
/// <param name="Value">SQL for its value: of exactly <paramref name="Type"/>, and never NULL unless it is text.</param>
/// <param name="Comparable">SQL for its value as slices see it: what is missing is NULL.</param>
/// <param name="IsWrittenAsText">Whether it is text in the file, that only reads as numbers.</param>
internal sealed record TableColumn(
    int Position, string Name, ElementType Type, IReadOnlyList<int> RowShape, string Value, string Comparable, bool IsWrittenAsText = false);
