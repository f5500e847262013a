namespace ModelCI.Core.Items;

/// <summary>The labels of a test set, by row: a class index or not available yet. Lives only in the gate's own process.</summary>
public sealed class LabelBook
{
    /// <summary>Marks a label that is not available yet.</summary>
    public const int Missing = -1;

    private readonly int[] _labels;

    /// <summary>Labels by row; every entry a class index of <paramref name="classes"/> or <see cref="Missing"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An entry outside that range.</exception>
    public LabelBook(ClassList classes, int[] labels)
    {
        foreach (var label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(label, Missing, nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, classes.Count, nameof(labels));
        }
        Classes = classes;
        _labels = labels;
        IsComplete = !labels.Contains(Missing);
    }

    /// <summary>The classes that labels and predictions index.</summary>
    public ClassList Classes { get; }

    /// <summary>Number of items.</summary>
    public int Count => _labels.Length;

    /// <summary>Whether every item has a label.</summary>
    public bool IsComplete { get; }

    /// <summary>Class index of the item in that row, or <see cref="Missing"/>.</summary>
    public int this[int row] => _labels[row];
}
