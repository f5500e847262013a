using BenchmarkDotNet.Attributes;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;

namespace ModelCI.Benchmarks.Gating;

/// <summary>The gate's inner loop over a whole pool, per item.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class GateBenchmarks
{
    // Of n - o with one point of tolerance.
    private const double Zone = 0.02;

    private readonly double[] _scores = [-1, 0, 1];
    private readonly Pool _free = new(disagree: false);
    private readonly Pool _labelled = new(disagree: true);
    private readonly IReadOnlyList<ClauseScore> _oneClause = Pool.Condition(1);
    private readonly IReadOnlyList<ClauseScore> _fourClauses = Pool.Condition(4);

    [Benchmark(OperationsPerInvoke = Pool.Items)]
    public double EProcessFree()
    {
        var process = new EProcess(_scores, Zone, double.MaxValue);
        for (var item = 0; item < Pool.Items; item++) process.Observe(1, costALabel: false);
        return process.LogValue;
    }

    [Benchmark(OperationsPerInvoke = Pool.Items)]
    public double EProcessLabelled()
    {
        var process = new EProcess(_scores, Zone, double.MaxValue);
        for (var item = 0; item < Pool.Items; item++) process.Observe(item % 2 * 2, costALabel: true);
        return process.LogValue;
    }

    [Benchmark(OperationsPerInvoke = Pool.Items)]
    public Decision OneClauseFree() => _free.Decide(_oneClause);

    [Benchmark(OperationsPerInvoke = Pool.Items)]
    public Decision FourClausesFree() => _free.Decide(_fourClauses);

    [Benchmark(OperationsPerInvoke = Pool.Items)]
    public Decision OneClauseLabelled() => _labelled.Decide(_oneClause);

    [Benchmark(OperationsPerInvoke = Pool.Items)]
    public Decision FourClausesLabelled() => _labelled.Decide(_fourClauses);
}
