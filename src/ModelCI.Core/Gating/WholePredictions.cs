namespace ModelCI.Core.Gating;

/// <summary>Predictions of the whole pool, made before the first label is read.</summary>
public sealed class WholePredictions : IPairedPredictions
{
    private readonly int[] _candidate;
    private readonly int[] _baseline;

    /// <summary>Class indices in reading order; without a baseline, null.</summary>
    /// <exception cref="ArgumentException">Arrays of different length.</exception>
    public WholePredictions(int[] candidate, int[]? baseline)
    {
        if (baseline is not null && baseline.Length != candidate.Length) throw new ArgumentException("of another length", nameof(baseline));
        _candidate = candidate;
        _baseline = baseline ?? candidate;
    }

    /// <inheritdoc/>
    public int Count => _candidate.Length;

    /// <inheritdoc/>
    public PairedPrediction Read(int position) => new(_candidate[position], _baseline[position]);
}
