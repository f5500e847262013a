using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>
/// The promise, by simulation at the boundary of the null, where it is hardest to keep. A rate is held against delta only by its exact lower
/// limit, so that a right gate fails one of these tests less than once in a thousand changes of the seeds.
/// </summary>
internal sealed class ErrorRateTests
{
    private const double Delta = 0.05;
    private const double Confidence = 0.999;

    private static readonly int Replicates = Environment.GetEnvironmentVariable("MODELCI_LONG") == "1" ? 20_000 : 4_000;

    // Shares by cell: both right, both wrong same, only candidate, only baseline, both wrong differently.
    [TestCase("n - o > 0 +/- 0.01", 0.8, 0.1, 0.05, 0.05, 0, 20_000)]
    [TestCase("n - o > 0.02 +/- 0.02", 0.6, 0.1, 0.11, 0.09, 0.1, 5_000)]
    [TestCase("n > 0.8 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 3_000)]
    [TestCase("d < 0.1 +/- 0.02", 0.8, 0.1, 0.05, 0.05, 0, 3_000)]
    [TestCase("2 * n - o + d > 0.95 +/- 0.1", 0.8, 0.1, 0.05, 0.05, 0, 3_000)]
    // One clause at its boundary, the other true by far; then both at their boundaries.
    [TestCase("n - o > 0 +/- 0.02 /\\ n > 0.5 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 8_000)]
    [TestCase("n - o > 0 +/- 0.02 /\\ n > 0.8 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 8_000)]
    public void Decide_FpFreeAtTheBoundary_PassesWithProbabilityAtMostDelta(
        string condition, double right, double wrong, double candidate, double baseline, double differ, int items) =>
        AssertRate<Decision.Passed>(condition, Mode.FpFree, items, right, wrong, candidate, baseline, differ);

    [TestCase("n - o > 0 +/- 0.02", 0.8, 0.1, 0.05, 0.05, 0, 8_000)]
    [TestCase("n > 0.8 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 3_000)]
    [TestCase("d < 0.1 +/- 0.02", 0.8, 0.1, 0.05, 0.05, 0, 3_000)]
    [TestCase("n - o > 0 +/- 0.02 /\\ n > 0.8 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 8_000)]
    public void Decide_FnFreeAtTheBoundary_FailsWithProbabilityAtMostDelta(
        string condition, double right, double wrong, double candidate, double baseline, double differ, int items) =>
        AssertRate<Decision.Failed>(condition, Mode.FnFree, items, right, wrong, candidate, baseline, differ);

    // The other error, per run: refused although true with the margin 2 eps (fp-free), accepted although false with it (fn-free).
    [TestCase("n > 0.7 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 3_000)]
    [TestCase("n - o > -0.04 +/- 0.02 /\\ n > 0.7 +/- 0.05", 0.7, 0.1, 0.1, 0.1, 0, 8_000)]
    public void Decide_FpFreeWithTheMargin_IsRefusedWithProbabilityAtMostBeta(
        string condition, double right, double wrong, double candidate, double baseline, double differ, int items) =>
        AssertRate<Decision.Failed>(condition, Mode.FpFree, items, right, wrong, candidate, baseline, differ);

    // Clauses on their active items, each with its metric exactly at c: recall, precision, f1 = 0.8 (q = 2/3), difference of recalls 0, slice 0.7.
    private static readonly Dictionary<string, Kind[]> AtTheBoundary = new()
    {
        ["recall(n, 1) > 0.8 +/- 0.05"] = [new(0.4, 1, 1, 1), new(0.1, 0, 1, 1), new(0.3, 0, 0, 0), new(0.2, 1, 1, 2)],
        ["precision(n, 1) > 0.8 +/- 0.05"] = [new(0.4, 1, 1, 1), new(0.1, 1, 1, 0), new(0.3, 0, 0, 0), new(0.2, 0, 1, 1)],
        ["f1(n, 1) > 0.8 +/- 0.05"] = [new(0.4, 1, 1, 1), new(0.15, 1, 1, 0), new(0.05, 0, 1, 1), new(0.4, 2, 0, 0)],
        ["recall(n, 1) - recall(o, 1) > 0 +/- 0.03"] = [new(0.4, 1, 1, 1), new(0.05, 1, 0, 1), new(0.05, 0, 1, 1), new(0.1, 2, 0, 1), new(0.4, 1, 0, 0)],
        ["n[women] > 0.7 +/- 0.05"] = [new(0.28, 1, 1, 1, 1), new(0.12, 0, 0, 1, 1), new(0.6, 1, 1, 1, 2)],
        ["n[women] - o[women] > 0 +/- 0.02"] = [new(0.3, 1, 1, 1, 1), new(0.05, 1, 0, 1, 1), new(0.05, 0, 1, 1, 3), new(0.6, 1, 0, 1, 2)],
    };

    [Test]
    public void Decide_ActiveItemsAtTheBoundary_ErrsWithProbabilityAtMostDelta([ValueSource(nameof(BoundaryClauses))] string clause, [Values] Mode mode) =>
        AssertRate(clause, mode, mode == Mode.FpFree ? typeof(Decision.Passed) : typeof(Decision.Failed), seed => KindItems.Drawn(4_000, seed, AtTheBoundary[clause]));

    [Test]
    public void LowerLimit_KnownValues_AreExact()
    {
        // k = n: the limit solves p^n = 1 - confidence. The others: bisection in decimals of 60 digits.
        Assert.That(ExactBinomial.LowerLimit(10, 10, 0.999), Is.EqualTo(Math.Pow(0.001, 0.1)).Within(1e-12));
        Assert.That(ExactBinomial.UpperTail(3, 5, 0.5), Is.EqualTo(0.5).Within(1e-12));
        Assert.That(ExactBinomial.LowerLimit(9, 100, 0.999), Is.EqualTo(0.025233772982215).Within(1e-12));
        Assert.That(ExactBinomial.LowerLimit(240, 1000, 0.999), Is.EqualTo(0.199623385457587).Within(1e-12));
    }

    private static IEnumerable<string> BoundaryClauses => AtTheBoundary.Keys;

    private static void AssertRate<TError>(string condition, Mode mode, int items, params double[] shares)
        where TError : Decision => AssertRate(condition, mode, typeof(TError), seed => new RandomItems(items, seed, shares));

    private static void AssertRate<T>(string condition, Mode mode, Type error, Func<ulong, T> draw)
        where T : IPairedPredictions, ILabelSource
    {
        var errors = 0;
        Parallel.For(0, Replicates, replicate =>
        {
            if (error.IsInstanceOfType(Decide.Of(condition, draw((ulong)replicate + 1_000_000), Delta, mode))) Interlocked.Increment(ref errors);
        });
        var lower = ExactBinomial.LowerLimit(errors, Replicates, Confidence);
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{mode} {condition}: {errors} of {Replicates} = {100.0 * errors / Replicates:0.00} %, lower limit {100 * lower:0.00} %"));
        Assert.That(lower, Is.LessThanOrEqualTo(Delta));
        // A gate that never errs there decides nothing: undecided everywhere would look just as good.
        Assert.That(errors, Is.GreaterThan(Replicates / 1000));
    }
}
