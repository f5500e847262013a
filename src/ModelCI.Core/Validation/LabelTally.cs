using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>What a pass over the labels brings up.</summary>
internal sealed class LabelTally
{
    private readonly int[] _counts;

    public LabelTally(LabelBook labels, LabelSchema? rules)
    {
        IsComplete = labels.IsComplete;
        _counts = new int[labels.Classes.Count];
        for (var row = 0; row < labels.Count; row++)
        {
            if (labels[row] < 0) continue;
            if (labels.Numbers is not { } numbers) _counts[labels[row]]++;
            else AddNumber(row, numbers[labels[row]], rules);
        }
        Known = _counts.Sum();
    }

    /// <summary>
    /// Whether shares of classes mean anything: labels that were bought are of items on which models differ, no sample of the test set.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>Items whose label is a class.</summary>
    public int Known { get; }

    /// <summary>Of a regression; above <see cref="Max"/> where there is none.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Of a regression.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    public Offenders OutOfRange { get; } = new();

    /// <summary>Items of a class.</summary>
    public int this[int label] => _counts[label];

    private void AddNumber(int row, double number, LabelSchema? rules)
    {
        (Min, Max) = (Math.Min(Min, number), Math.Max(Max, number));
        if (number < rules?.Min || number > rules?.Max) OutOfRange.Add(row);
    }
}
