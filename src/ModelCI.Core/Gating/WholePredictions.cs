namespace ModelCI.Core.Gating;

/// <summary>Predictions of the whole pool, made before the first label is read.</summary>
public sealed class WholePredictions : IPairedPredictions
{
    private readonly int[] _candidate;
    private readonly int[] _baseline;
    private readonly ulong[]? _slices;
    private readonly Func<int, uint>? _noise;
    private readonly int[]? _candidateRankings;
    private readonly int[]? _baselineRankings;

    /// <summary>Everything in reading order, as <see cref="PairedPrediction"/> has it. Arrays are not copied.</summary>
    /// <param name="candidate">Class indices, or indices of numbers.</param>
    /// <param name="baseline">Likewise; null without a baseline.</param>
    /// <param name="slices">Null without slices.</param>
    /// <param name="noise">By position, such as <see cref="ReadingOrder.NoiseAt"/>; null where no clause takes losses.</param>
    /// <param name="candidateRankings">Null where no clause asks for top-k.</param>
    /// <param name="baselineRankings">Likewise, and without a baseline.</param>
    /// <exception cref="ArgumentException">Arrays of different length.</exception>
    public WholePredictions(
        int[] candidate, int[]? baseline, ulong[]? slices = null, Func<int, uint>? noise = null, int[]? candidateRankings = null, int[]? baselineRankings = null)
    {
        Check(baseline, nameof(baseline));
        Check(slices, nameof(slices));
        Check(candidateRankings, nameof(candidateRankings));
        Check(baselineRankings, nameof(baselineRankings));
        _candidate = candidate;
        _baseline = baseline ?? candidate;
        _slices = slices;
        _noise = noise;
        _candidateRankings = candidateRankings;
        _baselineRankings = baselineRankings ?? candidateRankings;

        void Check<T>(T[]? array, string name)
        {
            if (array is not null && array.Length != candidate.Length) throw new ArgumentException("of another length", name);
        }
    }

    /// <inheritdoc/>
    public int Count => _candidate.Length;

    /// <inheritdoc/>
    public bool IsWhole => true;

    /// <inheritdoc/>
    public PairedPrediction Read(int position) => new(
        _candidate[position], _baseline[position], _slices?[position] ?? 0, _noise?.Invoke(position) ?? 0,
        _candidateRankings?[position] ?? -1, _baselineRankings?[position] ?? -1);
}
