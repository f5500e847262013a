using System.Globalization;
using System.Numerics;
using ModelCI.Core.Configuration;
using ModelCI.Core.Planning;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Planning;

/// <summary>Random plans against whole-number arithmetic: the planner's doubles must round up exactly where the true value does.</summary>
internal sealed class FixedPlannerOracleTests
{
    private const int Cases = 400;

    [Test]
    public void Plan_RandomTolerancesLevelsAndSteps_AgreesWithTheOracle()
    {
        var random = new Random(20261121);
        for (var i = 0; i < Cases; i++)
        {
            var epsilon = Decimal(random, 1, 2000, 4);
            var delta = Decimal(random, 1, random.Next(2) == 0 ? 999_999 : 100, 6);
            var (steps, isFull) = (1 + (int)Math.Exp(random.NextDouble() * 9), random.Next(2) == 0);
            var (a, b) = (Decimal(random, 1, 40, 1), Decimal(random, 1, 40, 1));
            var p = Decimal(random, 1, 999, 3);
            var name = $"eps {epsilon}, delta {delta}, H {steps}, full {isFull}, a {a}, b {b}, p {p}";

            AssertSize(Method(FixedMethod.Hoeffding, $"{a} * n > 0.1 +/- {epsilon}"), SizeOracle.Hoeffding(delta, epsilon, a, steps, isFull, 1), name);
            AssertSize(Method(FixedMethod.Hoeffding, $"{a} * n - {b} * o > 0.1 +/- {epsilon}"),
                SizeOracle.Hoeffding(delta, epsilon, Sum(a, b), steps, isFull, 2), name);
            AssertSize(Method(FixedMethod.Hoeffding, $"{a} * n - {b} * o + d > 0.1 +/- {epsilon} /\\ n > 0.5 +/- 1"),
                SizeOracle.Hoeffding(delta, epsilon, Sum(Sum(a, b), "1"), steps, isFull, 6), name);
            var known = Method(FixedMethod.Bennett, $"n - o > 0 +/- {epsilon}", double.Parse(p, CultureInfo.InvariantCulture));
            AssertSize(known, SizeOracle.Bennett(delta, epsilon, p, steps, isFull, 2), name);
            Assert.That((BigInteger)known.ActiveLabelsPerRun!.Value, Is.EqualTo(SizeOracle.Active(delta, epsilon, p, 2)), name);
            var tested = Method(FixedMethod.Bennett, $"d < {p} +/- 0.0003 /\\ n - o > 0 +/- {epsilon}");
            var bound = Sum(p, "0.0006");
            AssertSize(tested, SizeOracle.Bennett(delta, epsilon, bound, steps, isFull, 4), name);
            Assert.That((BigInteger)tested.ActiveLabelsPerRun!.Value, Is.EqualTo(SizeOracle.Active(delta, epsilon, bound, 4)), name);

            FixedPlan Method(FixedMethod method, string condition, double? disagreement = null)
            {
                var reliability = 1m - decimal.Parse(delta, CultureInfo.InvariantCulture);
                var request = FixedPlanRequest.Paper(
                    Parse.Condition(condition), (double)reliability, steps, isFull ? Adaptivity.Full : Adaptivity.FirstChange);
                return FixedPlanner.Plan(request with { Disagreement = disagreement }, method);
            }
        }
    }

    private static void AssertSize(FixedPlan plan, BigInteger expected, string name) =>
        Assert.That((BigInteger)plan.Labels!.Value, Is.EqualTo(BigInteger.Max(1, expected)), name);

    private static string Decimal(Random random, int least, int most, int places) =>
        (random.Next(least, most + 1) / (decimal)Math.Pow(10, places)).ToString(CultureInfo.InvariantCulture);

    private static string Sum(string a, string b) =>
        (decimal.Parse(a, CultureInfo.InvariantCulture) + decimal.Parse(b, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
}
