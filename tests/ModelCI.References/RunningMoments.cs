namespace ModelCI.References;

/// <summary>Sum, mean and variance of the observations so far, one at a time (Welford, 1962).</summary>
public sealed class RunningMoments
{
    private double _squares;

    /// <summary>Observations so far.</summary>
    public int Count { get; private set; }

    /// <summary>Their sum.</summary>
    public double Sum { get; private set; }

    /// <summary>Their mean; 0 for none.</summary>
    public double Mean { get; private set; }

    /// <summary>Mean squared deviation from <see cref="Mean"/>; 0 for none.</summary>
    public double Variance => Count == 0 ? 0 : _squares / Count;

    public void Add(double x)
    {
        Count++;
        Sum += x;
        var deviation = x - Mean;
        Mean += deviation / Count;
        _squares += deviation * (x - Mean);
    }
}
