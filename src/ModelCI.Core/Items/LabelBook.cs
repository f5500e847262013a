namespace ModelCI.Core.Items;

/// <summary>The labels of a test set, by row: a class or a number by its index, not available yet, or an answer that names none. Lives only in the gate's own process.</summary>
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
        : this(classes, null, classes.Count, labels)
    {
    }

    /// <summary>Labels of a regression by row; every entry an index of <paramref name="numbers"/>, <see cref="Missing"/> or <see cref="Unsure"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An entry outside that range.</exception>
    public LabelBook(NumberTable numbers, int[] labels)
        : this(ClassList.None, numbers, numbers.Count, labels)
    {
    }

    private LabelBook(ClassList classes, NumberTable? numbers, int values, int[] labels)
    {
        foreach (var label in labels)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(label, Unsure, nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, values, nameof(labels));
        }
        Classes = classes;
        Numbers = numbers;
        _labels = labels;
        IsComplete = !labels.Contains(Missing);
    }

    /// <summary>The classes that labels and predictions index; <see cref="ClassList.None"/> for a regression.</summary>
    public ClassList Classes { get; }

    /// <summary>The numbers that labels and predictions of a regression index; null for a classification.</summary>
    public NumberTable? Numbers { get; }

    /// <summary>Number of items.</summary>
    public int Count => _labels.Length;

    /// <summary>Whether every item has a label or the answer "unsure".</summary>
    public bool IsComplete { get; }

    /// <summary>Class index (regression: index of the number) of the item in that row, <see cref="Missing"/> or <see cref="Unsure"/>.</summary>
    public int this[int row] => _labels[row];
}
