namespace ModelCI.Core.Validation;

/// <summary>How much of a test set a check looks at; each level includes those before it.</summary>
public enum CheckDepth
{
    /// <summary>Names, types and shapes of the columns; of values nothing.</summary>
    Structure,
    /// <summary>The items' values, as far as the schema speaks of them; without a schema only whether columns have values at all.</summary>
    Items,
    /// <summary>The labels too, and whatever is worth a look though no schema speaks of it.</summary>
    Everything,
}
