using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class ConfidenceSequenceTests
{
    [Test]
    public void Limits_NeverWiden_AndLieWithinThoseOfTheFinalCounts()
    {
        double[] values = [-1, 0, 1];
        var alpha = SignificanceLevel.Of(0.05);
        var sequence = new ConfidenceSequence(values, -1, 1, alpha);
        var random = new Random(4);
        var counts = new long[3];
        for (var item = 0; item < 300; item++)
        {
            counts[random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 0 }]++;
            var (lower, upper) = (sequence.Lower, sequence.Upper);
            sequence.Observe(counts);
            Assert.That((sequence.Lower >= lower, sequence.Upper <= upper), Is.EqualTo((true, true)));
            Assert.That(sequence.Lower, Is.GreaterThanOrEqualTo(MeanLimits.Lower(values, counts, -1, 1, alpha)));
            Assert.That(sequence.Upper, Is.LessThanOrEqualTo(MeanLimits.Upper(values, counts, -1, 1, alpha)));
        }
        Assert.That(sequence.Lower, Is.InRange(0, 0.2));
        Assert.That(sequence.Upper, Is.InRange(0.2, 0.4));
    }

    [TestCase(0.5)]
    [TestCase(0.05)]
    public void EachSide_MissesTheMeanAtAnyTime_WithProbabilityAtMostAlpha(double level)
    {
        const int Replicates = 2000;
        double[] values = [-1, 0, 1];
        var alpha = SignificanceLevel.Of(level);
        var (low, high) = (0, 0);
        Parallel.For(0, Replicates, replicate =>
        {
            var sequence = new ConfidenceSequence(values, -1, 1, alpha);
            var random = new Random(replicate);
            var counts = new long[3];
            for (var item = 1; item <= 200; item++)
            {
                counts[random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 0 }]++;
                if (item % 5 == 0) sequence.Observe(counts);
            }
            if (sequence.Lower > 0.2) Interlocked.Increment(ref low);
            if (sequence.Upper < 0.2) Interlocked.Increment(ref high);
        });
        TestContext.Out.WriteLine($"alpha {level}: lower limits missed {low} times, upper limits {high} times in {Replicates}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClopperPearson.Lower(low, Replicates, SignificanceLevel.Of(1e-4)), Is.LessThanOrEqualTo(level));
            Assert.That(ClopperPearson.Lower(high, Replicates, SignificanceLevel.Of(1e-4)), Is.LessThanOrEqualTo(level));
            // Limits that never exclude anything would pass, too.
            if (level > 0.1) Assert.That(low + high, Is.GreaterThan(Replicates / 20));
        }
    }

    [Test]
    public void Evidence_Limits_FollowThePath()
    {
        var items = new RandomItems(5_000, 1, 0.7, 0.1, 0.15, 0.05, 0);
        var clause = Decide.Of("n - o > 0.09 +/- 0.001", items, 1e-12).Evidence.Clauses.Single();
        var alpha = SignificanceLevel.Of(0.01);
        var limits = clause.Limits(alpha);
        Assert.That(clause.Checkpoints.Select(seen => seen.Values.Sum()), Is.EqualTo(Enumerable.Range(0, 13).Select(power => 1L << power).Append(clause.Items)));
        Assert.That((clause.Checkpoints[^1].Values, clause.Checkpoints[^1].Unsure), Is.EqualTo((clause.Seen.Values, clause.Seen.Unsure)));
        Assert.That(limits.Lower, Is.GreaterThanOrEqualTo(MeanLimits.Lower(clause.Score.DistinctValues, clause.Counts, -1, 1, alpha)));
        Assert.That((limits.Lower <= 0.1, limits.Upper >= 0.1), Is.EqualTo((true, true)));
    }
}
