namespace ModelCI.Holdout.Tables;

/// <summary>What all cells of a column read as.</summary>
internal enum CellType
{
    Text,
    Integer,
    Number,
}
