using System.Text.Json;
using ModelCI.Core.Statistics;
using ModelCI.References;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

/// <summary>The reference processes that the label benchmark compares with, against the authors' own programs.</summary>
internal sealed class ConfidenceSequenceVectorTests
{
    [Test]
    public void PredictableMixture_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("confseq_predmix"))
        {
            var (x, size, alpha) = (item.Numbers("x"), Size(item), SignificanceLevel.Of(item.Number("alpha")));
            var mirrored = x.Select(value => 1 - value).ToArray();
            var side = alpha.DividedBy(2);
            var lower = PredictableMixture.EmpiricalBernsteinLower(x, side, size);
            var upper = PredictableMixture.EmpiricalBernsteinLower(mirrored, side, size);
            AssertAt(item, "eb_lower", lower);
            AssertAt(item, "eb_upper", upper, value => 1 - value);
            AssertAt(item, "eb_lower_running", Running(lower));
            AssertAt(item, "eb_upper_running", Running(upper), value => 1 - value);
            AssertAt(item, "eb_one_sided_lower", PredictableMixture.EmpiricalBernsteinLower(x, alpha, size));
            AssertAt(item, "hoeffding_lower", PredictableMixture.HoeffdingLower(x, side, size));
            AssertAt(item, "hoeffding_upper", PredictableMixture.HoeffdingLower(mirrored, side, size), value => 1 - value);
        }
    }

    [Test]
    public void HedgedCapital_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("confseq_betting"))
        {
            var (x, size, alpha) = (item.Numbers("x"), Size(item), SignificanceLevel.Of(item.Number("alpha")));
            var times = item.Numbers("times").Select(time => (int)time).ToArray();
            var bets = HedgedCapital.Bets(x, alpha);
            AssertAt(item, "lambda_unclipped", bets);
            foreach (var capital in item.GetProperty("log_capital").EnumerateArray())
            {
                var (up, down) = HedgedCapital.LogCapital(x, bets, capital.Number("m"), size);
                AssertLogs(capital, "log_k_pos", up, times);
                AssertLogs(capital, "log_k_neg", down, times);
            }
            var (lowers, uppers) = (item.Numbers("hedged_lower_refined"), item.Numbers("hedged_upper_refined"));
            for (var at = 0; at < times.Length; at++)
            {
                var (lower, upper) = HedgedCapital.Interval(x, bets, times[at], alpha, size);
                Assert.That(lower, Is.EqualTo(lowers[at]).Within(1e-9), $"{item.Text("data")} lower at {times[at]}");
                Assert.That(upper, Is.EqualTo(uppers[at]).Within(1e-9), $"{item.Text("data")} upper at {times[at]}");
            }
        }
    }

    [Test]
    public void NonnegativeMartingales_EveryCase()
    {
        var compared = 0;
        foreach (var item in SharedVectors.Cases("shangrla_martingales"))
        {
            var (x, size, mean, parameters) = (item.Numbers("x"), Size(item), item.Number("null_mean"), item.GetProperty("params"));
            var values = item.Text("method") switch
            {
                "alpha_mart/shrink_trunc" => NonnegativeMartingale.Alpha(x, mean, size,
                    NonnegativeMartingale.ShrinkTruncate(parameters.Number("eta"), parameters.Number("d"), parameters.Number("c"))),
                "alpha_mart/fixed_alternative_mean" => NonnegativeMartingale.Alpha(x, mean, size,
                    NonnegativeMartingale.FixedMean(parameters.Number("eta"), size)),
                "betting_mart/agrapa" => NonnegativeMartingale.Betting(x, mean, size, NonnegativeMartingale.Agrapa(parameters.Number("lam"),
                    parameters.Number("c_grapa_0"), parameters.Number("c_grapa_max"), parameters.Number("c_grapa_grow"))),
                "betting_mart/fixed_bet" => NonnegativeMartingale.Betting(x, mean, size, NonnegativeMartingale.FixedBet(parameters.Number("lam"))),
                var other => throw new AssertionException($"no reference for {other}"),
            };
            var (times, expected) = (item.Numbers("times"), item.Numbers("p_history"));
            for (var at = 0; at < times.Length; at++)
            {
                // Outside this range the library has rules of its own, as the file says.
                if (expected[at] is not (> 1e-12 and < 1)) continue;
                compared++;
                Assert.That(Math.Exp(-values[(int)times[at] - 1]), Is.EqualTo(expected[at]).Within(1e-10 * expected[at]),
                    $"{item.Text("data")}, {item.Text("method")}, t = {times[at]}");
            }
        }
        Assert.That(compared, Is.GreaterThan(100));
    }

    private static double[] Running(double[] limits)
    {
        var running = limits.ToArray();
        for (var t = 1; t < running.Length; t++) running[t] = Math.Max(running[t], running[t - 1]);
        return running;
    }

    private static int? Size(JsonElement item) =>
        item.GetProperty("N").ValueKind == JsonValueKind.Null ? null : (int)item.Whole("N");

    private static void AssertAt(JsonElement item, string property, double[] values, Func<double, double>? map = null)
    {
        var (times, expected) = (item.Numbers("times"), item.Numbers(property));
        for (var at = 0; at < times.Length; at++)
        {
            var value = values[(int)times[at] - 1];
            Assert.That(map is null ? value : map(value), Is.EqualTo(expected[at]).Within(1e-11), $"{item.Text("data")}, {property}, t = {times[at]}");
        }
    }

    private static void AssertLogs(JsonElement capital, string property, double[] values, int[] times)
    {
        var expected = capital.GetProperty(property).EnumerateArray().ToArray();
        for (var at = 0; at < times.Length; at++)
        {
            var name = $"m = {capital.Number("m")}, {property}, t = {times[at]}";
            if (expected[at].ValueKind == JsonValueKind.String) Assert.That(values[times[at] - 1], Is.EqualTo(double.PositiveInfinity), name);
            else Assert.That(values[times[at] - 1], Is.EqualTo(expected[at].GetDouble()).Within(1e-9 * Math.Max(1, Math.Abs(expected[at].GetDouble()))), name);
        }
    }
}
