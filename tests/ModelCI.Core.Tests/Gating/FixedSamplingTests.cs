using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Planning;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>The fixed methods: sizes as planned, decisions by c + eps and c - eps, error rates at most alpha.</summary>
internal sealed class FixedSamplingTests
{
    private const double Alpha = 0.05;

    private static readonly Kind Right = new(0, 1, 1, 1);
    private static readonly Kind Wrong = new(0, 0, 0, 1);

    [TestCase("n > 0.8 +/- 0.05")]
    [TestCase("2 * n < 1.6 +/- 0.1")]
    [TestCase("n - o > 0.02 +/- 0.05")]
    [TestCase("n - 1.1 * o + 0.5 * d > 0 +/- 0.1")]
    [TestCase("precision(n, 1) > 0.8 +/- 0.05")]
    [TestCase("n[women] > 0.8 +/- 0.05")]
    [TestCase("n > 0.8 +/- 0.05 /\\ n - o > 0 +/- 0.1 /\\ d < 0.3 +/- 0.02")]
    [TestCase("d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01")]
    [TestCase("n - o > 0 +/- 0.01 /\\ d < 0.2 +/- 0.01 /\\ o > 0.5 +/- 0.1")]
    public void Size_EveryMethod_IsWhatThePlanSays(string condition)
    {
        var alpha = SignificanceLevel.Of(1e-3);
        var request = new FixedPlanRequest(Parse.Condition(condition), alpha, alpha);
        foreach (var plan in FixedPlanner.Plan(request).Where(plan => plan.Applies))
        {
            var method = Enum.Parse<DecisionMethod>(plan.Method.ToString());
            var sized = FixedSampling.Size(Parse.Scores(condition, Mode.FpFree, method), Mode.FpFree, alpha);
            Assert.That(FixedSampling.LeastItems(sized), Is.EqualTo(plan.Items ?? plan.Labels), $"{method}");
        }
    }

    [TestCase("n > 0.8 +/- 0.05", DecisionMethod.Exact, Mode.FpFree)]
    [TestCase("n > 0.8 +/- 0.05", DecisionMethod.Hoeffding, Mode.FnFree)]
    [TestCase("n < 0.8 +/- 0.05", DecisionMethod.Exact, Mode.FpFree)]
    [TestCase("recall(n, 1) > 0.8 +/- 0.05", DecisionMethod.Exact, Mode.FnFree)]
    [TestCase("2 * n > 1.6 +/- 0.1", DecisionMethod.Hoeffding, Mode.FpFree)]
    public void Decide_OneAccuracy_ByWhetherTheMeanPassesTheBoundary(string clause, DecisionMethod method, Mode mode)
    {
        var size = (int)SizeOf(clause, method, mode);
        var isTurned = clause.Contains('<', StringComparison.Ordinal);
        var boundary = mode == Mode.FpFree != isTurned ? 0.85m : 0.75m;
        for (var right = (int)(size * boundary) - 2; right <= (int)(size * boundary) + 2; right++)
        {
            var passes = mode == Mode.FpFree
                ? (isTurned ? right < size * boundary : right > size * boundary)
                : !(isTurned ? right > size * boundary : right < size * boundary);
            Kind[] items = [.. Enumerable.Repeat(Right, right), .. Enumerable.Repeat(Wrong, size - right)];
            var decision = Run(clause, method, mode, new KindItems([.. items, Wrong, Right]));
            var short1 = Run(clause, method, mode, new KindItems(items[..^1]));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(decision is Decision.Passed, Is.EqualTo(passes), $"{right} of {size}");
                Assert.That(decision is Decision.Failed, Is.EqualTo(!passes), $"{right} of {size}");
                Assert.That(decision.Evidence.LabelledPositions, Has.Count.EqualTo(size));
                Assert.That(short1, Is.TypeOf<Decision.Undecided>().And.Property("Of").EqualTo(Shortage.Items));
            }
        }
    }

    [Test]
    public void Decide_TieWithTheBoundary_DoesNotPass()
    {
        // 120 of 150 are 0.8, which is c + eps as typed; in doubles 0.7 + 0.1 is less.
        const string Clause = "n > 0.7 +/- 0.1";
        Assert.That(SizeOf(Clause, DecisionMethod.Hoeffding, Mode.FpFree), Is.EqualTo(150));
        var score = Parse.Score(Clause, Mode.FpFree, DecisionMethod.Hoeffding);
        Assert.That(score.Threshold + score.Epsilon, Is.LessThan(120 / 150.0));
        Assert.That(Run(Clause, DecisionMethod.Hoeffding, Mode.FpFree, Listed(120, 30)), Is.TypeOf<Decision.Failed>());
        Assert.That(Run(Clause, DecisionMethod.Hoeffding, Mode.FpFree, Listed(121, 29)), Is.TypeOf<Decision.Passed>());
    }

    [Test]
    public void Decide_BennettWithABoundOnD_CostsOnlyDisagreementsOfItsSample()
    {
        const string Condition = "d < 0.2 +/- 0.05 /\\ n - o > 0 +/- 0.05";
        var items = KindItems.Drawn(6_000, 7, new(0.05, 1, 0, 1), new(0.01, 0, 1, 1), new(0.94, 1, 1, 1));
        var decision = Run(Condition, DecisionMethod.Bennett, Mode.FpFree, items);
        var half = SignificanceLevel.Of(Alpha / 2);
        var size = (int)BennettSize.Known(0.3, 0.05, half);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Evidence.Clauses.Select(clause => clause.Items), Is.EqualTo(new[] { HoeffdingSize.OneVariable(1, 0.05, half), size }));
            Assert.That(decision.Evidence.LabelledPositions, Is.EqualTo(Disagreements(items, 0, size)));
        }
    }

    [Test]
    public void Decide_BennettOnADifferenceAlone_ReadsAFirstSampleWithoutLabels()
    {
        const string Clause = "n - o > 0 +/- 0.05";
        var items = KindItems.Drawn(6_000, 8, new(0.09, 1, 0, 1), new(0.01, 0, 1, 1), new(0.9, 1, 1, 1));
        var level = SignificanceLevel.Of(Alpha);
        var first = (int)BennettPlanner.DisagreementSample(0.05, level);
        var share = (double)Disagreements(items, 0, first).Length / first;
        var size = (int)BennettSize.Tested(share + 0.1, 0.05, level);
        var decision = Run(Clause, DecisionMethod.Bennett, Mode.FpFree, items);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Evidence.Clauses[0].Items, Is.EqualTo(size));
            Assert.That(decision.Evidence.LabelledPositions, Is.EqualTo(Disagreements(items, first, first + size)));
            Assert.That(decision.Evidence.ItemsRead, Is.EqualTo(first + size));
            Assert.That(Run(Clause, DecisionMethod.Bennett, Mode.FpFree, new KindItems([.. items.Items.Take(first + size - 1)])), Is.TypeOf<Decision.Undecided>());
            // A pool that ends within the first sample costs no label.
            Assert.That(Run(Clause, DecisionMethod.Bennett, Mode.FpFree, new KindItems([.. items.Items.Take(first - 1)])).Evidence.LabelledPositions, Is.Empty);
        }
    }

    [Test]
    public void Decide_BennettOnAnAccuracyNearOne_SizesItsSecondSampleByTheFirst()
    {
        const string Clause = "n > 0.95 +/- 0.01";
        var level = SignificanceLevel.Of(Alpha);
        var first = (int)BennettPlanner.CoarseSample(0.01, level);
        foreach (var (errors, passes) in new[] { (0.01, true), (0.06, false) })
        {
            var items = KindItems.Drawn(20_000, 9, new(errors, 0, 0, 1), new(1 - errors, 1, 1, 1));
            var wrong = items.Items.Take(first).Count(item => item.Candidate != item.Label);
            var size = (int)BennettSize.Tested(((double)wrong / first) + 0.02, 0.01, level);
            var decision = Run(Clause, DecisionMethod.Bennett, Mode.FpFree, items);
            Assert.That(decision is Decision.Passed, Is.EqualTo(passes));
            Assert.That(decision.Evidence.LabelledPositions, Has.Count.EqualTo(first + size));
            Assert.That(first + size, Is.LessThan(HoeffdingSize.OneVariable(1, 0.01, level)));
        }
    }

    // Each metric exactly at c.
    [TestCase("n > 0.5 +/- 0.1", DecisionMethod.Exact, 0.3, 0.5, 0.2)]
    [TestCase("n > 0.5 +/- 0.1", DecisionMethod.Hoeffding, 0.3, 0.5, 0.2)]
    [TestCase("n - o > 0 +/- 0.1", DecisionMethod.Exact, 0.2, 0.2, 0.6)]
    [TestCase("n - o > 0 +/- 0.05", DecisionMethod.Bennett, 0.05, 0.05, 0.9)]
    [TestCase("n - o > 0 +/- 0.05 /\\ d < 0.2 +/- 0.05", DecisionMethod.Bennett, 0.1, 0.1, 0.8)]
    [TestCase("n - o > 0 +/- 0.05 /\\ d < 0.2 +/- 0.05", DecisionMethod.Bennett, 0.07, 0.07, 0.86)]
    public void Decide_AtTheBoundary_ErrsWithProbabilityAtMostAlpha(string condition, DecisionMethod method, double candidate, double baseline, double right)
    {
        const int Replicates = 4_000;
        // "n > 0.5" reads these as right, wrong, right.
        var isAccuracy = condition.StartsWith("n >", StringComparison.Ordinal);
        var last = isAccuracy ? new Kind(right, 1, 1, 1) : new Kind(right, 0, 0, 1);
        foreach (var mode in new[] { Mode.FpFree, Mode.FnFree })
        {
            var sized = Sized(condition, method, mode);
            var (errors, decided) = (0, 0);
            Parallel.For(0, Replicates, replicate =>
            {
                var items = KindItems.Drawn(4_000, (ulong)replicate + 5_000, new(candidate, 1, 0, 1), new(baseline, 0, 1, 1), last);
                var decision = Gate.Decide(sized, mode, Decide.Levels(Alpha, Alpha), 3, items, items, new LabelAllowance(new bool[items.Count], null));
                if (decision is Decision.Passed or Decision.Failed) Interlocked.Increment(ref decided);
                if (mode == Mode.FpFree ? decision is Decision.Passed : decision is Decision.Failed) Interlocked.Increment(ref errors);
            });
            TestContext.Out.WriteLine(FormattableString.Invariant($"{method} {mode} {condition}: {errors} of {Replicates}"));
            Assert.That(ExactBinomial.LowerLimit(errors, Replicates, 0.999), Is.LessThanOrEqualTo(Alpha));
            Assert.That(decided, Is.EqualTo(Replicates));
        }
    }

    [TestCase("n > 0.8 +/- 0.2", Mode.FpFree, "'n > 0.8 +/- 0.2' can never be accepted by a fixed sample, whose mean must pass the constant by the tolerance: its left side lies between 0 and 1")]
    [TestCase("f1(n, 1) < 0.1 +/- 0.1", Mode.FpFree, "'f1(n, 1) < 0.1 +/- 0.1' can never be accepted by a fixed sample, whose mean must pass the constant by the tolerance: its left side lies between 0 and 1")]
    [TestCase("n > 0.1 +/- 0.1", Mode.FnFree, "'n > 0.1 +/- 0.1' can never be refused by a fixed sample, whose mean must miss the constant by the tolerance: its left side lies between 0 and 1")]
    [TestCase("n > 0.5 +/- 0", Mode.FpFree, "'n > 0.5 +/- 0' has a tolerance of 0, which no fixed sample can resolve")]
    [TestCase("n > 1 +/- 0.1", Mode.FpFree, "'n > 1 +/- 0.1' can never hold: its left side lies between 0 and 1")]
    [TestCase("n > 0.98 +/- 0.01", Mode.FpFree, null)]
    public void Compile_OutOfReach_SaysSo(string clause, Mode mode, string? expected)
    {
        var score = ClauseScore.Compile(Parse.Clause(clause), mode, out var impossible, DecisionMethod.Exact);
        Assert.That(impossible, Is.EqualTo(expected));
        Assert.That((score.Epsilon, score.IsNarrowed), Is.EqualTo((score.Clause.Epsilon, false)), "fixed plans use eps as written");
    }

    [TestCase("n > 0.5 +/- 0.05", false)]
    [TestCase("d < 0.1 +/- 0.01", false)]
    [TestCase("n > 0.95 +/- 0.01", true)]
    [TestCase("n - o > 0 +/- 0.01", true)]
    [TestCase("n > 0.5 +/- 0.05 /\\ n - o > 0 +/- 0.01", true)]
    public void WhyNot_Bennett_NeedsAVarianceToBound(string condition, bool applies) =>
        Assert.That(FixedSampling.WhyNot(Parse.Scores(condition, Mode.FpFree, DecisionMethod.Bennett)) is null, Is.EqualTo(applies));

    [TestCase(DecisionMethod.Hoeffding, true)]
    [TestCase(DecisionMethod.Exact, false)]
    [TestCase(DecisionMethod.Bennett, false)]
    [TestCase(DecisionMethod.Sequential, true)]
    public void WhyNot_Losses_TakeHoeffdingOnly(DecisionMethod method, bool applies)
    {
        var score = new Losses(LossKind.Absolute, 0, 4).Score("loss(n) - loss(o) < 0 +/- 0.1", Mode.FpFree, method);
        Assert.That(FixedSampling.WhyNot([score]), applies ? Is.Null : Is.EqualTo("'loss(n) - loss(o) < 0 +/- 0.1' is no count of successes, whose tails and variances are known"));
    }

    // ln(2/alpha) (2 * 4)^2 / (2 eps^2) for two losses in a range of width 4.
    [Test]
    public void Size_Losses_AreOfTheirRange()
    {
        var losses = new Losses(LossKind.Absolute, 1, 5);
        ClauseScore[] clauses = [losses.Score("loss(n) - loss(o) < 0 +/- 0.5", Mode.FpFree, DecisionMethod.Hoeffding)];
        var sized = FixedSampling.Size(clauses, Mode.FpFree, SignificanceLevel.Of(Alpha));
        Assert.That(FixedSampling.LeastItems(sized), Is.EqualTo((long)Math.Ceiling(Math.Log(2 / Alpha) * 64 / (2 * 0.25))));
        var items = new ListedItems([.. Enumerable.Range(0, 1000).Select(position => losses.Item(1, 4 + (position % 2), (uint)position))]);
        var decision = Gate.Decide(sized, Mode.FpFree, Decide.Levels(Alpha, Alpha), 0, items, items, new LabelAllowance(new bool[1000], null));
        Assert.That(decision, Is.TypeOf<Decision.Passed>());
        Assert.That(items.Asked, Has.Count.EqualTo(FixedSampling.LeastItems(sized)));
    }

    [Test]
    public void Decide_WithoutItsSample_IsABug()
    {
        var items = Listed(5, 5);
        var allowance = new LabelAllowance(new bool[10], null);
        var unsized = Parse.Scores("n > 0.5 +/- 0.1", Mode.FpFree, DecisionMethod.Exact);
        var other = FixedSampling.Size(unsized, Mode.FpFree, SignificanceLevel.Of(0.1));
        Assert.That(() => Gate.Decide(unsized, Mode.FpFree, Decide.Levels(Alpha, Alpha), 3, items, items, allowance), Throws.ArgumentException);
        Assert.That(() => Gate.Decide(other, Mode.FpFree, Decide.Levels(Alpha, Alpha), 3, items, items, allowance), Throws.ArgumentException);
    }

    private static long SizeOf(string clause, DecisionMethod method, Mode mode) => FixedSampling.LeastItems(Sized(clause, method, mode));

    private static IReadOnlyList<ClauseScore> Sized(string condition, DecisionMethod method, Mode mode) =>
        FixedSampling.Size(Parse.Scores(condition, mode, method), mode, SignificanceLevel.Of(Alpha));

    private static Decision Run(string condition, DecisionMethod method, Mode mode, KindItems items) => Gate.Decide(
        Sized(condition, method, mode), mode, Decide.Levels(Alpha, Alpha), 3, items, items, new LabelAllowance(new bool[items.Count], null));

    private static KindItems Listed(int right, int wrong) => new([.. Enumerable.Repeat(Right, right), .. Enumerable.Repeat(Wrong, wrong)]);

    private static int[] Disagreements(KindItems items, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Where(position => items.Items[position].Prediction.Disagree)];
}
