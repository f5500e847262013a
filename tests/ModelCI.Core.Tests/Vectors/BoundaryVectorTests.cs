using System.Text.Json;
using ModelCI.References;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

internal sealed class BoundaryVectorTests
{
    [Test]
    public void Bounds_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("confseq_boundaries"))
        {
            var (v, alpha) = (item.Number("v"), item.Number("alpha"));
            var bound = item.Text("kind") switch
            {
                "normal_mixture_bound" => new NormalMixture(Precision(item, IsOneSided(item)), IsOneSided(item)).Bound(v, alpha),
                "beta_binomial_mixture_bound" => BetaBinomial(item).Bound(v, alpha),
                "gamma_exponential_mixture_bound" => new GammaExponentialMixture(Precision(item, true), item.Number("c")).Bound(v, alpha),
                "poly_stitching_bound" =>
                    new PolynomialStitching(item.Number("v_min"), item.Number("c"), item.Number("s"), item.Number("eta")).Bound(v, alpha),
                var other => throw new AssertionException($"no reference for {other}"),
            };
            Assert.That(bound, Is.EqualTo(item.Number("value")).Within(1e-9 * item.Number("value")), item.ToString());
        }
    }

    [Test]
    public void BetaBinomialLogMixture_EveryCase()
    {
        foreach (var item in SharedVectors.Read("confseq_boundaries").GetProperty("log_mixture_cases").EnumerateArray())
        {
            var expected = item.Number("exact_value");
            Assert.That(BetaBinomial(item).LogValue(item.Number("s"), item.Number("v")),
                Is.EqualTo(expected).Within(1e-9 * Math.Max(1, Math.Abs(expected))), item.ToString());
        }
    }

    [Test]
    public void BernoulliConfidenceInterval_EveryCase()
    {
        foreach (var item in SharedVectors.Read("confseq_boundaries").GetProperty("bernoulli_ci_cases").EnumerateArray())
        {
            var (lower, upper) = BetaBinomialMixture.Interval(
                item.Whole("successes"), item.Whole("n"), item.Number("alpha"), item.Number("t_opt"), item.Number("alpha_opt"));
            Assert.That(lower, Is.EqualTo(item.Number("lower")).Within(1e-9), item.ToString());
            Assert.That(upper, Is.EqualTo(item.Number("upper")).Within(1e-9), item.ToString());
        }
    }

    private static BetaBinomialMixture BetaBinomial(JsonElement item) =>
        new(item.Number("v_opt"), item.Number("alpha_opt"), item.Number("g"), item.Number("h"), IsOneSided(item));

    private static double Precision(JsonElement item, bool isOneSided) =>
        MixtureBoundary.BestPrecision(item.Number("v_opt"), item.Number("alpha_opt"), isOneSided);

    private static bool IsOneSided(JsonElement item) => item.GetProperty("one_sided").GetBoolean();
}
