namespace ModelCI.Core.Validation;

/// <summary>
/// What the items and labels of a test set are expected to be: inferred once, looked at by a person, committed, and changed by hand where the data
/// rightly change (Breck, Polyzotis, Roy, Whang and Zinkevich, "Data Validation for Machine Learning", SysML 2019). So whatever departs from it is
/// an error: either the data or the schema is to be mended.
/// </summary>
public sealed record HoldoutSchema
{
    /// <summary>A schema.</summary>
    /// <param name="columns">By distinct names.</param>
    /// <param name="labels">Null where nothing is said of labels.</param>
    /// <param name="mayRepeatItems">Whether items with equal features may occur under several ids; null where nothing is said.</param>
    /// <exception cref="ArgumentException">A column that occurs twice.</exception>
    public HoldoutSchema(IReadOnlyList<ColumnSchema> columns, LabelSchema? labels = null, bool? mayRepeatItems = null)
    {
        if (columns.Select(column => column.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
            throw new ArgumentException("a column occurs twice", nameof(columns));
        Columns = columns;
        Labels = labels;
        MayRepeatItems = mayRepeatItems;
    }

    /// <summary>Every column that the items may have.</summary>
    public IReadOnlyList<ColumnSchema> Columns { get; }

    /// <summary>What is expected of the labels; null for nothing.</summary>
    public LabelSchema? Labels { get; }

    /// <summary>Whether items with equal features may occur under several ids; null where nothing is said.</summary>
    public bool? MayRepeatItems { get; }
}
