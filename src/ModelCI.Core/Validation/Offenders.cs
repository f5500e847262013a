namespace ModelCI.Core.Validation;

/// <summary>Rows that break a rule: how many, and the first few.</summary>
internal sealed class Offenders
{
    private readonly List<int> _first = [];

    public int Count { get; private set; }

    /// <summary>At most <see cref="Finding.MostItems"/>, in the order of adding.</summary>
    public IReadOnlyList<int> First => _first;

    public void Add(int row)
    {
        if (_first.Count < Finding.MostItems) _first.Add(row);
        Count++;
    }

    /// <summary>Adds rows behind all that are here.</summary>
    public void Add(Offenders later)
    {
        _first.AddRange(later._first.Take(Finding.MostItems - _first.Count));
        Count += later.Count;
    }
}
