using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>Edge cases of the verdict: certain clauses, narrow rooms, conjunctions, mirrors.</summary>
internal sealed class GateVerdictTests
{
    [Test]
    public void Decide_NoScoreBelowZero_AcceptsAtTheFirstPositiveOne()
    {
        // n > -0.1: the least score is 0.1, one item proves it. n > 0: only a right answer does.
        var certain = Decide.Of("n > -0.1 +/- 0.01", new CellItems(Cell.BothWrongSame, Cell.BothRight), 1e-12);
        var atZero = Decide.Of("n > 0 +/- 0.01", new CellItems(Cell.BothWrongSame, Cell.BothWrongDiffer, Cell.OnlyCandidateRight, Cell.BothRight), 1e-12);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(certain, Is.TypeOf<Decision.Passed>());
            Assert.That(certain.Evidence.LabelledPositions, Has.Count.EqualTo(1));
            Assert.That(certain.Evidence.Clauses[0].AcceptLogValue, Is.Null);
            Assert.That(atZero, Is.TypeOf<Decision.Passed>());
            Assert.That(atZero.Evidence.LabelledPositions, Has.Count.EqualTo(3));
        }
    }

    [TestCase("n > 0.98 +/- 0.01")]
    [TestCase("n > 0.99 +/- 0.01")]
    public void Decide_HighThreshold_DoesNotFallAtTheFirstError(string condition)
    {
        Cell[] cells = [Cell.BothWrongSame, .. Enumerable.Repeat(Cell.BothRight, 4000)];
        var decision = Decide.Of(condition, new CellItems(cells), 0.001);
        Assert.That(decision, Is.TypeOf<Decision.Passed>());
    }

    [Test]
    public void Decide_EpsilonZero_StillDecides()
    {
        Cell[] cells = [.. Enumerable.Repeat(Cell.BothRight, 500)];
        Assert.That(Decide.Of("n > 0.9 +/- 0", new CellItems(cells), 0.001), Is.TypeOf<Decision.Passed>());
        Assert.That(Decide.Of("n < 0.9 +/- 0", new CellItems(cells), 0.001), Is.TypeOf<Decision.Failed>());
    }

    [TestCase(Mode.FpFree)]
    [TestCase(Mode.FnFree)]
    public void Decide_Conjunction_PassesOnlyIfAllHoldAndFailsIfOneDoesNot(Mode mode)
    {
        Cell[] cells = [.. Enumerable.Range(0, 5000).Select(i => i % 10 == 0 ? Cell.OnlyCandidateRight : Cell.BothRight)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Decide.Of("n - o > 0.02 +/- 0.02 /\\ n > 0.9 +/- 0.02 /\\ d < 0.2 +/- 0.02", new CellItems(cells), 0.001, mode), Is.TypeOf<Decision.Passed>());
            Assert.That(Decide.Of("n - o > 0.02 +/- 0.02 /\\ o > 0.95 +/- 0.01 /\\ d < 0.2 +/- 0.02", new CellItems(cells), 0.001, mode), Is.TypeOf<Decision.Failed>());
            Assert.That(Decide.Of("n - o > 0.2 +/- 0.02 /\\ n > 0.9 +/- 0.02", new CellItems(cells), 0.001, mode), Is.TypeOf<Decision.Failed>());
        }
    }

    [Test]
    public void Decide_FpFree_SplitsOnlyTheRefusingSide()
    {
        // With k equal clauses the accepting threshold stays and the refusing one rises by ln k.
        Cell[] good = [.. Enumerable.Repeat(Cell.OnlyCandidateRight, 300)];
        Cell[] bad = [.. Enumerable.Repeat(Cell.OnlyBaselineRight, 300)];
        const string One = "n - o > 0 +/- 0.1";
        const string Three = One + " /\\ " + One + " /\\ " + One;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Items(Three, good, Mode.FpFree), Is.EqualTo(Items(One, good, Mode.FpFree)));
            Assert.That(Items(Three, bad, Mode.FpFree), Is.GreaterThan(Items(One, bad, Mode.FpFree)));
            Assert.That(Items(Three, bad, Mode.FnFree), Is.GreaterThan(Items(One, bad, Mode.FnFree)));
            Assert.That(Items(Three, good, Mode.FnFree), Is.EqualTo(Items(One, good, Mode.FnFree)));
            var refused = Decide.Of(Three, new CellItems(bad), 1e-3).Evidence.Clauses[0];
            Assert.That(refused.RefuseLogValue, Is.GreaterThanOrEqualTo(Math.Log(3 / 1e-3)));
        }
    }

    // The table of section 3: 1/alpha and k/beta under fp-free, 1/beta and k/alpha under fn-free.
    [TestCase(Mode.FpFree, true, 1, 1e-4, 1)]
    [TestCase(Mode.FpFree, true, 3, 1e-4, 1)]
    [TestCase(Mode.FpFree, false, 1, 1e-2, 1)]
    [TestCase(Mode.FpFree, false, 3, 1e-2, 3)]
    [TestCase(Mode.FnFree, true, 1, 1e-2, 1)]
    [TestCase(Mode.FnFree, true, 3, 1e-2, 1)]
    [TestCase(Mode.FnFree, false, 1, 1e-4, 1)]
    [TestCase(Mode.FnFree, false, 3, 1e-4, 3)]
    public void Decide_EachProcess_CrossesAtItsThreshold(Mode mode, bool accepts, int clauses, double level, int k)
    {
        const double Alpha = 1e-4;
        const double Beta = 1e-2;
        var condition = string.Join(" /\\ ", Enumerable.Repeat("n > 0.6 +/- 0.05", clauses));
        Cell[] cells = [.. Enumerable.Repeat(accepts ? Cell.BothRight : Cell.BothWrongSame, 2000)];
        var decision = Decide.Of(condition, new CellItems(cells), Alpha, mode, Beta);
        var items = (int)decision.Evidence.Clauses[0].Items;
        var before = Decide.Of(condition, new CellItems(cells[..(items - 1)]), Alpha, mode, Beta);
        var threshold = Math.Log(k / level);
        double Wealth(Decision of) => (accepts ? of.Evidence.Clauses[0].AcceptLogValue : of.Evidence.Clauses[0].RefuseLogValue)!.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision, accepts ? Is.TypeOf<Decision.Passed>() : Is.TypeOf<Decision.Failed>());
            Assert.That(before, Is.TypeOf<Decision.Undecided>());
            Assert.That(Wealth(decision), Is.GreaterThanOrEqualTo(threshold));
            Assert.That(Wealth(before), Is.LessThan(threshold));
            // An item is worth less than the thresholds differ by, so that another entry of the table could not pass here.
            Assert.That(Wealth(decision) - Wealth(before), Is.LessThan(Math.Log(3)));
        }
    }

    [TestCase("n - o > 0.02 +/- 0.03", "o - n < -0.02 +/- 0.03")]
    [TestCase("n > 0.6 +/- 0.05", "-n < -0.6 +/- 0.05")]
    [TestCase("d < 0.3 +/- 0.05", "-d > -0.3 +/- 0.05")]
    [TestCase("2 * n - o + d > 0.7 +/- 0.1", "o - 2 * n - d < -0.7 +/- 0.1")]
    public void Decide_ClauseNegated_IsTheSameDecision(string clause, string negated)
    {
        foreach (var mode in new[] { Mode.FpFree, Mode.FnFree })
        {
            for (ulong seed = 0; seed < 40; seed++)
            {
                var items = new RandomItems(600, seed, 0.5, 0.1, 0.2, 0.15, 0.05);
                AssertSame(Decide.Of(clause, items, 0.01, mode), Decide.Of(negated, items, 0.01, mode));
            }
        }
    }

    [TestCase("n - o > 0.02 +/- 0.03", "o - n > -0.02 +/- 0.03", 400)]
    [TestCase("n > 0.6 +/- 0.05", "n < 0.6 +/- 0.05", 400)]
    [TestCase("d < 0.43 +/- 0.04", "d > 0.43 +/- 0.04", 800)]
    public void Decide_FnFreeOnTheOppositeClause_MirrorsFpFree(string clause, string opposite, int count)
    {
        // "Never pass v <= c" and "never reject -v >= -c" are one promise about one event.
        var seen = new HashSet<ClauseOutcome>();
        for (ulong seed = 0; seed < 60; seed++)
        {
            var items = new RandomItems(count, seed, 0.5, 0.1, 0.2, 0.15, 0.05);
            var fpFree = Decide.Of(clause, items, 0.02, Mode.FpFree, beta: 0.05).Evidence;
            var fnFree = Decide.Of(opposite, items, 0.02, Mode.FnFree, beta: 0.05).Evidence;
            var mirrored = fpFree.Clauses[0].Outcome switch
            {
                ClauseOutcome.Accepted => ClauseOutcome.Refused,
                ClauseOutcome.Refused => ClauseOutcome.Accepted,
                _ => ClauseOutcome.Undecided,
            };
            seen.Add(mirrored);
            Assert.That(fnFree.Clauses[0].Outcome, Is.EqualTo(mirrored));
            Assert.That(fnFree.LabelledPositions, Is.EqualTo(fpFree.LabelledPositions));
            Assert.That(fnFree.Clauses[0].RefuseLogValue, Is.EqualTo(fpFree.Clauses[0].AcceptLogValue).Within(1e-9));
            Assert.That(fnFree.Clauses[0].AcceptLogValue, Is.EqualTo(fpFree.Clauses[0].RefuseLogValue).Within(1e-9));
        }
        Assert.That(seen, Has.Count.EqualTo(3), "all three outcomes must have been mirrored");
    }

    private static long Items(string condition, Cell[] cells, Mode mode) =>
        Decide.Of(condition, new CellItems(cells), 1e-3, mode).Evidence.Clauses[0].Items;

    private static void AssertSame(Decision expected, Decision actual)
    {
        Assert.That(actual.GetType(), Is.EqualTo(expected.GetType()));
        Assert.That(actual.Evidence.LabelledPositions, Is.EqualTo(expected.Evidence.LabelledPositions));
        foreach (var (a, b) in expected.Evidence.Clauses.Zip(actual.Evidence.Clauses))
            Assert.That((b.Outcome, b.AcceptLogValue, b.RefuseLogValue), Is.EqualTo((a.Outcome, a.AcceptLogValue, a.RefuseLogValue)));
    }
}
