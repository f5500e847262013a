namespace ModelCI.Core.Items;

/// <summary>The labels of a test set, by row: a class index, not available yet, or an answer that names no class. Lives only in the gate's own process.</summary>
public sealed class LabelBook
{
    /// <summary>Marks a label that is not available yet.</summary>
    public const int Missing = -1;

    /// <summary>Marks an item that was given to a labeller and that nobody can label: an answer, paid for like a label.</summary>
    public const int Unsure = -2;

    /// <summary>How <see cref="Unsure"/> is written where labels are text, unless a class bears that name.</summary>
    public const string UnsureText = "unsure";

    private readonly int[] _labels;

    /// <summary>Labels by row; every entry a class index of <paramref name="classes"/>, <see cref="Missing"/> or <see cref="Unsure"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An entry outside that range.</exception>
    public LabelBook(ClassList classes, int[] labels)
    {
        foreach (var label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(label, Unsure, nameof(labels));
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

    /// <summary>Whether every item has a label or the answer "unsure".</summary>
    public bool IsComplete { get; }

    /// <summary>Class index of the item in that row, <see cref="Missing"/> or <see cref="Unsure"/>.</summary>
    public int this[int row] => _labels[row];
}
