namespace ModelCI.Core.Validation;

/// <summary>Something that a look at a test set brought up.</summary>
/// <param name="Severity">Whether the gate may run.</param>
/// <param name="Rule">What was looked at.</param>
/// <param name="Subject">The column, or for rules of labels the class; null where it is neither.</param>
/// <param name="Expected">What the schema, or good practice, has; values out of files are in quotes. Not sealed data unless these are.</param>
/// <param name="Found">What the test set has, likewise.</param>
/// <param name="Count">Number of items concerned; 0 where the finding is not about single items.</param>
/// <param name="Items">Ids of the first <see cref="MostItems"/> of these in file order; empty where the rule is not about single items.</param>
/// <param name="DependsOnLabels">Whether it tells anything of the labels, so that developers must not see it.</param>
public sealed record Finding(
    FindingSeverity Severity, FindingRule Rule, string? Subject, string Expected, string Found, int Count, IReadOnlyList<string> Items, bool DependsOnLabels)
{
    /// <summary>How many ids are kept at most.</summary>
    public const int MostItems = 5;
}

/// <summary>Whether the gate may run.</summary>
public enum FindingSeverity
{
    /// <summary>Worth a look; nobody has said that it must not be.</summary>
    Warning,
    /// <summary>Against the committed schema.</summary>
    Error,
}

/// <summary>What a finding is about.</summary>
public enum FindingRule
{
    /// <summary>A required column is not there.</summary>
    MissingColumn,
    /// <summary>A column that the schema does not have: a model or a slice could come to use it unseen.</summary>
    ExtraColumn,
    /// <summary>The type of a column's elements.</summary>
    Type,
    /// <summary>The shape of an item's value.</summary>
    Shape,
    /// <summary>Elements below or above the bounds.</summary>
    Range,
    /// <summary>Values beside the listed ones.</summary>
    Categories,
    /// <summary>Items without a value.</summary>
    MissingValues,
    /// <summary>Infinite elements.</summary>
    InfiniteValues,
    /// <summary>One value in all items.</summary>
    ConstantColumn,
    /// <summary>Items with equal features under different ids: guarantees rest on independent items.</summary>
    DuplicateItems,
    /// <summary>The classes and their order.</summary>
    Classes,
    /// <summary>Labels of a regression below or above the bounds.</summary>
    LabelRange,
    /// <summary>The share of a class.</summary>
    ClassBalance,
    /// <summary>Items with equal features and different labels.</summary>
    ContradictoryLabels,
}
