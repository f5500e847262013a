namespace ModelCI.Holdout.Tables;

/// <summary>What a cell, or all cells of a column, read as. In ascending order of what they promise: a column is what its least cell is.</summary>
internal enum CellType
{
    Text = 0,
    Number = 1,
    Integer = 2,
}
