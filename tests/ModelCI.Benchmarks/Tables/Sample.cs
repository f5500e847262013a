using MathNet.Numerics.Statistics;

namespace ModelCI.Benchmarks.Tables;

/// <summary>Repeated measurements of one thing, in the order taken.</summary>
internal sealed class Sample(IReadOnlyList<double> values)
{
    public double Median { get; } = values.Median();

    public double Minimum { get; } = values.Min();

    public double Maximum { get; } = values.Max();

    /// <summary>Round by round, so that a load that slows both down cancels. Both samples come out of the same rounds.</summary>
    public Sample Over(Sample other) => new([.. values.Zip(other.Values, (value, reference) => value / reference)]);

    /// <summary>Round by round, as <see cref="Over"/>.</summary>
    public Sample Minus(Sample other) => new([.. values.Zip(other.Values, (value, reference) => value - reference)]);

    private IReadOnlyList<double> Values => values;

    /// <summary>Median, and minimum to maximum.</summary>
    public (string Median, string Range) Format(string format) =>
        (Median.ToString(format, null), $"{Minimum.ToString(format, null)}..{Maximum.ToString(format, null)}");
}
