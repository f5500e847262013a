namespace ModelCI.Core.Items;

/// <summary>
/// The distinct numbers of a regression task, labels and predictions of both models alike, so that everything else speaks of them by index as it
/// speaks of classes: equal indices are equal numbers. Grows as numbers are met; not thread-safe.
/// </summary>
public sealed class NumberTable
{
    private readonly Dictionary<double, int> _indices = [];
    private readonly List<double> _numbers = [];

    /// <summary>How many distinct numbers were met.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such index.</exception>
    public double this[int index] => _numbers[index];

    /// <summary>The index of a number, which it gets where it has none; -0 is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN or infinite.</exception>
    public int IndexOf(double number)
    {
        if (!double.IsFinite(number)) throw new ArgumentOutOfRangeException(nameof(number), number, "not finite");
        if (_indices.TryGetValue(number, out var index)) return index;
        _indices.Add(number, _numbers.Count);
        _numbers.Add(number + 0.0);
        return _numbers.Count - 1;
    }
}
