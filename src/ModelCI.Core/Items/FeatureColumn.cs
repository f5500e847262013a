namespace ModelCI.Core.Items;

/// <summary>One named feature of every item: text or numbers, a scalar or an array of fixed shape per item.</summary>
public abstract class FeatureColumn
{
    /// <summary>Shared part of the two kinds of column.</summary>
    /// <exception cref="ArgumentException">A negative row count or a dimension below 1.</exception>
    protected FeatureColumn(string name, ElementType type, int rows, IReadOnlyList<int> rowShape)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rowShape.Any(dimension => dimension < 1)) throw new ArgumentException("a dimension below 1", nameof(rowShape));
        Name = name;
        Type = type;
        Rows = rows;
        RowShape = rowShape;
        ElementsPerRow = rowShape.Aggregate(1, (product, dimension) => product * dimension);
    }

    /// <summary>The column's or array's name.</summary>
    public string Name { get; }

    /// <summary>Type of one element.</summary>
    public ElementType Type { get; }

    /// <summary>Number of items.</summary>
    public int Rows { get; }

    /// <summary>Shape of one item's value without the item axis; empty for a scalar.</summary>
    public IReadOnlyList<int> RowShape { get; }

    /// <summary>Product of <see cref="RowShape"/>; 1 for a scalar.</summary>
    public int ElementsPerRow { get; }
}
