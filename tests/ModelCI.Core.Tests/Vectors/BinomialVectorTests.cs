using System.Globalization;
using System.Numerics;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

internal sealed class BinomialVectorTests
{
    [Test]
    public void BinomialTail_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("binomial_tail"))
        {
            var (k, n, p) = (item.Whole("k"), item.Whole("n"), item.Number("p"));
            AssertLog(BinomialTail.LogUpper(k, n, p), item.Number("log_sf_ge"), $"P(X >= {k}), n = {n}, p = {p}");
            AssertLog(BinomialTail.LogLower(k, n, p), item.Number("log_cdf_le"), $"P(X <= {k}), n = {n}, p = {p}");
            AssertLog(BinomialTail.LogMass(k, n, p), item.Number("log_pmf"), $"P(X = {k}), n = {n}, p = {p}");
        }
    }

    [Test]
    public void ClopperPearson_EveryCase_WithinOneInTenToTheTwelfth()
    {
        foreach (var item in SharedVectors.Cases("clopper_pearson"))
        {
            var (k, n, alpha) = (item.Whole("k"), item.Whole("n"), SignificanceLevel.Of(item.Number("alpha")));
            var name = item.ToString();
            var half = SignificanceLevel.Of(item.Number("alpha") / 2);
            var (lower, upper) = ClopperPearson.TwoSided(k, n, alpha);
            AssertRelative(ClopperPearson.Lower(k, n, alpha), item.Number("one_sided_lower"), name);
            AssertRelative(ClopperPearson.UpperComplement(k, n, alpha), item.Number("one_sided_upper_complement"), name);
            AssertRelative(ClopperPearson.Upper(k, n, alpha), item.Number("one_sided_upper"), name);
            AssertRelative(lower, item.Number("two_sided_lower"), name);
            AssertRelative(upper, item.Number("two_sided_upper"), name);
            AssertRelative(ClopperPearson.UpperComplement(k, n, half), item.Number("two_sided_upper_complement_25"), name);
        }
    }

    [Test]
    public void ClopperPearson_EveryCase_LiesOutsideTheTrueLimits()
    {
        foreach (var item in SharedVectors.Cases("clopper_pearson"))
        {
            var (k, n) = (item.Whole("k"), item.Whole("n"));
            var half = SignificanceLevel.Of(item.Number("alpha") / 2);
            AssertAtMost(ClopperPearson.Lower(k, n, half), item.Text("two_sided_lower_25"), item.ToString());
            AssertAtMost(ClopperPearson.UpperComplement(k, n, half), item.Text("two_sided_upper_complement_25"), item.ToString());
        }
    }

    [Test]
    public void SignTest_EveryCaseOfMcNemar()
    {
        foreach (var item in SharedVectors.Cases("mcnemar_sign"))
        {
            var (b, c) = (item.Whole("b"), item.Whole("c"));
            var (fewer, n) = (Math.Min(b, c), b + c);
            var greater = BinomialTail.LogUpper(b, n, 0.5);
            var lower = BinomialTail.LogLower(fewer, n, 0.5);
            AssertLog(greater, item.Number("log_sign_test_greater"), item.ToString());
            AssertRelative(Math.Exp(greater), item.Number("sign_test_greater"), item.ToString());
            var twoSided = Math.Min(0, Math.Log(2) + lower);
            AssertLog(twoSided, item.Number("log_exact_two_sided"), item.ToString());
            AssertRelative(Math.Exp(twoSided), item.Number("exact_two_sided"), item.ToString());
            AssertRelative((2 * Math.Exp(lower)) - Math.Exp(BinomialTail.LogMass(fewer, n, 0.5)), item.Number("mid_p_two_sided"), item.ToString());
            AssertRelative(Math.Exp(BinomialTail.LogUpper(b + 1, n, 0.5)) + (Math.Exp(BinomialTail.LogMass(b, n, 0.5)) / 2),
                item.Number("mid_p_greater"), item.ToString());
        }
    }

    private static void AssertLog(double actual, double expected, string name) =>
        Assert.That(actual, Is.EqualTo(expected).Within(1e-12 * Math.Max(1, Math.Abs(expected))), name);

    private static void AssertRelative(double actual, double expected, string name) =>
        Assert.That(actual, Is.EqualTo(expected).Within(1e-12 * Math.Abs(expected)), name);

    /// <summary>Compared as whole numbers, so that the comparison itself rounds nothing.</summary>
    private static void AssertAtMost(double actual, string digits, string name)
    {
        var expected = double.Parse(digits, CultureInfo.InvariantCulture);
        if (expected == 0)
        {
            Assert.That(actual, Is.Zero, name);
            return;
        }
        var scale = BigInteger.Pow(10, 340);
        Assert.That(Scaled(actual, scale), Is.LessThanOrEqualTo(Decimal(digits, 340)), name);
    }

    private static BigInteger Decimal(string digits, int places)
    {
        var parts = digits.Split('e');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var mantissa = parts[0].Split('.');
        var fraction = mantissa.Length > 1 ? mantissa[1] : "";
        // The last of the 25 digits may be rounded up: one unit less is certain to be below.
        var value = BigInteger.Parse(mantissa[0] + fraction, CultureInfo.InvariantCulture) + 1;
        return value * BigInteger.Pow(10, places + exponent - fraction.Length);
    }

    private static BigInteger Scaled(double value, BigInteger scale)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1075;
        var mantissa = new BigInteger((bits & 0xFFFFFFFFFFFFF) | 0x10000000000000) * scale;
        return exponent < 0 ? mantissa >> -exponent : mantissa << exponent;
    }
}
