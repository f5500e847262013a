using BenchmarkDotNet.Attributes;
using ModelCI.Core.Planning;
using ModelCI.Core.Statistics;

namespace ModelCI.Benchmarks.Gating;

/// <summary>Exact limits and sizes.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class PlanBenchmarks
{
    private readonly SignificanceLevel _alpha = SignificanceLevel.Of(1e-6);
    private readonly DecimalFraction _epsilon = DecimalFraction.Of(0.01);

    [Benchmark]
    public double ClopperPearsonSmall() => ClopperPearson.Upper(7, 200, _alpha);

    [Benchmark]
    public double ClopperPearsonLarge() => ClopperPearson.Upper(52_000, 1_000_000, _alpha);

    [Benchmark]
    public long? ExactTwoSided() => ExactSize.TwoSided(_epsilon, _alpha);
}
