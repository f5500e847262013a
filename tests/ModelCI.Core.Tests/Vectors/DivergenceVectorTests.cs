using System.Text.Json;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

internal sealed class DivergenceVectorTests
{
    private const double Relative = 1e-12;

    [Test]
    public void Bernoulli_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("sprt_kl"))
        {
            var (p0, p1) = (item.Number("p0"), item.Number("p1"));
            AssertRelative(KullbackLeibler.Bernoulli(p1, p0), item.Number("kl_p1_p0"), item);
            AssertRelative(KullbackLeibler.Bernoulli(p0, p1), item.Number("kl_p0_p1"), item);
        }
    }

    [Test]
    public void WaldBound_BernoulliScore_IsTheLowerBoundOfPowerOneTests()
    {
        foreach (var item in SharedVectors.Cases("sprt_kl"))
        {
            var (p0, p1) = (item.Number("p0"), item.Number("p1"));
            var bound = WaldBound.Of([-p0, 1 - p0], [1 - p1, p1]);
            AssertRelative(bound.KLInf, item.Number("kl_p1_p0"), item);
            AssertRelative(bound.Items(SignificanceLevel.Of(item.Number("delta"))), item.Number("lower_bound_power_one"), item);
        }
    }

    [Test]
    public void Wald_ExpectedSizesOfTheSequentialProbabilityRatioTest()
    {
        foreach (var item in SharedVectors.Cases("sprt_kl"))
        {
            var (p0, p1, delta, beta) = (item.Number("p0"), item.Number("p1"), item.Number("delta"), item.Number("beta"));
            var (a, b) = (Math.Log((1 - beta) / delta), Math.Log(beta / (1 - delta)));
            AssertRelative(a, item.Number("wald_log_A"), item);
            AssertRelative(b, item.Number("wald_log_B"), item);
            AssertRelative((((1 - beta) * a) + (beta * b)) / KullbackLeibler.Bernoulli(p1, p0), item.Number("wald_expected_n_under_p1"), item);
            AssertRelative((((1 - delta) * b) + (delta * a)) / -KullbackLeibler.Bernoulli(p0, p1), item.Number("wald_expected_n_under_p0"), item);
            AssertRelative(Math.Log(1 / delta) / KullbackLeibler.Bernoulli(p1, p0), item.Number("wald_expected_n_open_ended_under_p1"), item);
        }
    }

    /// <summary>The likelihood ratio is the Kelly bet for p1 against p0, so the exact law of its crossing is that of one betting process.</summary>
    [Test]
    public void OpenEndedLikelihoodRatio_ByDynamicProgramming_HasTheExactLevelAndSize()
    {
        foreach (var item in SharedVectors.Cases("sprt_kl"))
        {
            var (p0, p1, delta) = (item.Number("p0"), item.Number("p1"), item.Number("delta"));
            var bet = WaldBound.Of([-p0, 1 - p0], [1 - p1, p1]).Bet;
            var (up, down) = (SpecialFunctions.Log1P(bet * (1 - p0)), SpecialFunctions.Log1P(-bet * p0));
            var crossing = new LikelihoodRatioCrossing(up, down, -Math.Log(delta));
            AssertWithin(crossing.Expected(p1), item.Number("exact_open_ended_expected_n_under_p1"), 1e-9, item);
            AssertWithin(crossing.Probability(p0), item.Number("exact_open_ended_level"), 1e-9, item);
        }
    }

    [Test]
    public void WaldBound_TernaryScores_EveryCase()
    {
        foreach (var item in SharedVectors.Read("sprt_kl").GetProperty("klinf_cases").EnumerateArray())
        {
            var m0 = item.Number("null_mean_y");
            var bound = WaldBound.Of([-m0, 0.5 - m0, 1 - m0], [item.Number("p_minus"), item.Number("p_zero"), item.Number("p_plus")]);
            AssertRelative(bound.KLInf, item.Number("klinf"), item);
            AssertWithin(bound.Bet, item.Number("kelly_lambda"), 1e-9, item);
        }
    }

    private static void AssertRelative(double actual, double expected, JsonElement item) => AssertWithin(actual, expected, Relative, item);

    private static void AssertWithin(double actual, double expected, double relative, JsonElement item) =>
        Assert.That(actual, Is.EqualTo(expected).Within(relative * Math.Abs(expected)), item.ToString());
}
