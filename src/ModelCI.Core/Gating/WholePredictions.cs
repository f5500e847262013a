namespace ModelCI.Core.Gating;

/// <summary>Predictions of the whole pool, made before the first label is read.</summary>
public sealed class WholePredictions : IPairedPredictions
{
    private readonly int[] _candidate;
    private readonly int[] _baseline;
    private readonly ulong[]? _slices;

    /// <summary>Everything in reading order.</summary>
    /// <param name="candidate">Class indices.</param>
    /// <param name="baseline">Class indices; null without a baseline.</param>
    /// <param name="slices">Membership as <see cref="PairedPrediction.Slices"/> has it; null without slices.</param>
    /// <exception cref="ArgumentException">Arrays of different length.</exception>
    public WholePredictions(int[] candidate, int[]? baseline, ulong[]? slices = null)
    {
        if (baseline is not null && baseline.Length != candidate.Length) throw new ArgumentException("of another length", nameof(baseline));
        if (slices is not null && slices.Length != candidate.Length) throw new ArgumentException("of another length", nameof(slices));
        _candidate = candidate;
        _baseline = baseline ?? candidate;
        _slices = slices;
    }

    /// <inheritdoc/>
    public int Count => _candidate.Length;

    /// <inheritdoc/>
    public bool IsWhole => true;

    /// <inheritdoc/>
    public PairedPrediction Read(int position) => new(_candidate[position], _baseline[position], _slices?[position] ?? 0);
}
