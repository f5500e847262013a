using System.Text.Json;
using ModelCI.Core.Statistics;
using ModelCI.References;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

internal sealed class FinitePoolVectorTests
{
    [Test]
    public void EveryCase()
    {
        foreach (var item in SharedVectors.Cases("finite_pool"))
        {
            switch (item.Text("kind"))
            {
                case "hypergeometric_bounds":
                    Bounds(item);
                    break;
                case "hypergeometric_tail":
                    Tail(item);
                    break;
                case "prior_posterior_ratio":
                    Ratio(item);
                    break;
                case "prior_posterior_ratio_set":
                    RatioSet(item);
                    break;
                default:
                    Assert.Fail($"no reference for {item.Text("kind")}");
                    break;
            }
        }
    }

    /// <summary>N m - S is 1e-16 below 0 in doubles, and the true mean is rejected; whole numbers know better.</summary>
    [Test]
    public void PriorPosteriorRatio_DangerousCase_KeepsTheTrueMean()
    {
        var item = SharedVectors.Cases("dangerous").Single(item => item.Text("topic").StartsWith("without replacement", StringComparison.Ordinal));
        var inputs = item.GetProperty("inputs");
        var (size, total) = ((int)inputs.Whole("N"), (int)inputs.Whole("K"));
        var ratio = new PriorPosteriorRatio(size, 1, 1);
        var rejects = Enumerable.Range(1, size).Any(draws => ratio.LogValue(total, 1, draws) >= -Math.Log(0.01));
        Assert.That(rejects, Is.EqualTo(item.GetProperty("correct").GetProperty("rejects_true_mean").GetBoolean()));
        Assert.That(Hypergeometric.LowerLimit(1, size, 1, SignificanceLevel.Of(0.01)), Is.EqualTo(1));
    }

    private static void Bounds(JsonElement item)
    {
        var (x, size, n, alpha) = ((int)item.Whole("x"), (int)item.Whole("N"), (int)item.Whole("n"), SignificanceLevel.Of(item.Number("alpha")));
        Assert.That(Hypergeometric.LowerLimit(x, size, n, alpha), Is.EqualTo(item.Whole("lower_K")), item.ToString());
        Assert.That(Hypergeometric.UpperLimit(x, size, n, alpha), Is.EqualTo(item.Whole("upper_K")), item.ToString());
    }

    private static void Tail(JsonElement item)
    {
        var (x, size, total, n) = ((int)item.Whole("x"), (int)item.Whole("N"), (int)item.Whole("K"), (int)item.Whole("n"));
        AssertLog(Hypergeometric.LogUpper(x, size, total, n), item.Number("log_sf_ge"), item);
        AssertLog(Hypergeometric.LogLower(x, size, total, n), item.Number("log_cdf_le"), item);
        AssertLog(Hypergeometric.LogMass(x, size, total, n), item.Number("log_pmf"), item);
    }

    private static void Ratio(JsonElement item)
    {
        var ratio = new PriorPosteriorRatio((int)item.Whole("N"), item.Number("prior_a"), item.Number("prior_b"));
        var (x, times) = (item.Numbers("x"), item.Numbers("times"));
        var expected = item.GetProperty("log_martingale").EnumerateArray().ToArray();
        for (var at = 0; at < times.Length; at++)
        {
            var draws = (int)times[at];
            var value = ratio.LogValue((int)item.Whole("K0"), (int)x.Take(draws).Sum(), draws);
            if (expected[at].ValueKind == JsonValueKind.String) Assert.That(value, Is.EqualTo(double.PositiveInfinity), item.ToString());
            else AssertLog(value, expected[at].GetDouble(), item);
        }
    }

    private static void RatioSet(JsonElement item)
    {
        var ratio = new PriorPosteriorRatio((int)item.Whole("N"), item.Number("prior_a"), item.Number("prior_b"));
        var (x, times) = (item.Numbers("x"), item.Numbers("times"));
        var (lowers, uppers) = (item.Numbers("K_lower"), item.Numbers("K_upper"));
        for (var at = 0; at < times.Length; at++)
        {
            var draws = (int)times[at];
            var limits = ratio.Limits((int)x.Take(draws).Sum(), draws, SignificanceLevel.Of(item.Number("alpha")));
            Assert.That(limits, Is.EqualTo(((int)lowers[at], (int)uppers[at])), $"{item.Text("data")}, t = {draws}");
        }
    }

    private static void AssertLog(double actual, double expected, JsonElement item) =>
        Assert.That(actual, Is.EqualTo(expected).Within(1e-11 * Math.Max(1, Math.Abs(expected))), item.ToString());
}
