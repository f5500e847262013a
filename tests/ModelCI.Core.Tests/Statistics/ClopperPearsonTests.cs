using FsCheck;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class ClopperPearsonTests
{
    private static readonly double[] LogInverses = [1e-3, 0.1, 0.7, 3, 9.2, 13.8, 32.3, 100, 700, 5000];

    [FsCheck.NUnit.Property(Replay = "20261121,27", MaxTest = 100)]
    public void Lower_ExactArithmetic_NeverCoversLessAndIsTight(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var n = random.Next(1, 40);
        var k = random.Next(1, n + 1);
        var alpha = random.Next(3) switch { 0 => random.NextDouble(), 1 => Math.Pow(10, -14 * random.NextDouble()), _ => 0.05 };
        var limit = ClopperPearson.Lower(k, n, SignificanceLevel.Of(alpha));
        Assert.That(ExactTail.IsAtMost(k, n, limit, alpha), Is.True, $"k {k}, n {n}, alpha {alpha:R}, limit {limit:R}");
        Assert.That(ExactTail.IsAtMost(k, n, limit * (1 + 1e-12), alpha), Is.False, $"k {k}, n {n}, alpha {alpha:R}, limit {limit:R}");
    }

    [Test]
    public void Lower_CountsToTenMillionAndDeepTails_TailAtTheLimitIsAtMostAlpha()
    {
        foreach (var logInverse in LogInverses)
        {
            var alpha = SignificanceLevel.FromLogInverse(logInverse);
            foreach (var n in new[] { 1L, 2, 10, 1000, 1_000_000, 10_000_000 })
            {
                foreach (var k in new[] { 1, 2, n / 1000, n / 2, n - (n / 1000), n - 1, n }.Where(k => k >= 1 && k <= n).Distinct())
                {
                    var limit = ClopperPearson.Lower(k, n, alpha);
                    var name = $"k {k}, n {n}, ln alpha -{logInverse}, limit {limit:R}";
                    Assert.That(limit, Is.InRange(0, 1), name);
                    Assert.That(BinomialTail.LogUpper(k, n, limit), Is.LessThanOrEqualTo(-logInverse), name);
                    // Tight wherever a double can be: not among the denormals, and not where the tail is flat in p.
                    if (limit is > 1e-300 and < 1 && logInverse >= 0.1)
                        Assert.That(BinomialTail.LogUpper(k, n, Math.Min(1, limit * (1 + 1e-11))), Is.GreaterThan(-logInverse), name);
                }
            }
        }
    }

    [Test]
    public void Limits_NoneOrAllSuccesses_HaveClosedForms()
    {
        foreach (var alpha in new[] { 0.5, 0.05, 1e-6, 1e-14 })
        {
            var level = SignificanceLevel.Of(alpha);
            foreach (var n in new[] { 1L, 20, 10_000_000 })
            {
                using (Assert.EnterMultipleScope())
                {
                    Assert.That(ClopperPearson.Lower(0, n, level), Is.Zero);
                    Assert.That(ClopperPearson.Upper(n, n, level), Is.EqualTo(1));
                    Assert.That(ClopperPearson.UpperComplement(n, n, level), Is.Zero);
                    Assert.That(ClopperPearson.Lower(n, n, level), Is.EqualTo(Math.Exp(Math.Log(alpha) / n)).Within(1e-13));
                    Assert.That(ClopperPearson.Upper(0, n, level), Is.EqualTo(-SpecialFunctions.ExpM1(Math.Log(alpha) / n)).Within(1e-13));
                }
            }
        }
    }

    [Test]
    public void UpperComplement_LimitThatRoundsToOne_KeepsItsDigits()
    {
        // One failure in a million at 1e-14: 1 - upper is about alpha/n.
        var complement = ClopperPearson.UpperComplement(999_999, 1_000_000, SignificanceLevel.Of(1e-14));
        Assert.That(complement, Is.EqualTo(1e-20).Within(1e-30));
        Assert.That(ClopperPearson.Upper(999_999, 1_000_000, SignificanceLevel.Of(1e-14)), Is.EqualTo(1));
    }

    [FsCheck.NUnit.Property(Replay = "20261121,29", MaxTest = 200)]
    public void Upper_AndComplement_AddUpToAtLeastOne(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var n = random.Next(1, 100_000);
        var k = random.Next(0, n + 1);
        var level = SignificanceLevel.FromLogInverse(random.NextDouble() * 40);
        var (upper, complement) = (ClopperPearson.Upper(k, n, level), ClopperPearson.UpperComplement(k, n, level));
        // 1 - upper is exact where upper is at least 1/2, and so is the other difference elsewhere.
        Assert.That(upper >= 0.5 ? 1 - upper <= complement : upper >= 1 - complement, Is.True);
        Assert.That(ClopperPearson.Lower(k, n, level), Is.LessThanOrEqualTo((double)k / n + 1).And.LessThanOrEqualTo(1));
    }

    [FsCheck.NUnit.Property(Replay = "20261121,31", MaxTest = 200)]
    public void Limits_MoreSuccessesOrWeakerLevel_Rise(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var n = random.Next(2, 100_000);
        var k = random.Next(0, n);
        var nats = 0.1 + (random.NextDouble() * 40);
        var (level, weaker) = (SignificanceLevel.FromLogInverse(nats), SignificanceLevel.FromLogInverse(nats * 0.9));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClopperPearson.Lower(k + 1, n, level), Is.GreaterThan(ClopperPearson.Lower(k, n, level)));
            Assert.That(ClopperPearson.Upper(k + 1, n, level), Is.GreaterThanOrEqualTo(ClopperPearson.Upper(k, n, level)));
            Assert.That(ClopperPearson.Lower(k, n, weaker), Is.GreaterThanOrEqualTo(ClopperPearson.Lower(k, n, level)));
            Assert.That(ClopperPearson.Upper(k, n, weaker), Is.LessThanOrEqualTo(ClopperPearson.Upper(k, n, level)));
        }
    }

    [Test]
    public void Limits_OutOfRange_AreRefused()
    {
        var level = SignificanceLevel.Of(0.05);
        Assert.That(() => ClopperPearson.Lower(1, 0, level), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ClopperPearson.Upper(-1, 5, level), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ClopperPearson.UpperComplement(6, 5, level), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
