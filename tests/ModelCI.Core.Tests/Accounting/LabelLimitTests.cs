using ModelCI.Core.Accounting;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class LabelLimitTests
{
    private const int Items = 40;

    /// <summary>Any interleaving of openings, results and aborted evaluations, with limits that are edited on the way.</summary>
    [FsCheck.NUnit.Property(Replay = "20250101,7", MaxTest = 300)]
    public void MayUse_AnyHistory_StaysWithinBothLimits(int seed)
    {
        var random = new Random(seed);
        var (used, unfinished) = (new LabelSet(Items), new List<LabelSet>());
        var highest = 0;
        for (var turn = 0; turn < 60; turn++)
        {
            if (random.Next(3) > 0 || unfinished.Count == 0)
            {
                var (budget, perRun) = (Limit(random), Limit(random));
                var charged = Charged(used, unfinished);
                int[] needed = [.. Enumerable.Range(0, Items).Where(_ => random.Next(3) > 0)];
                var mayUse = LabelLimit.MayUse(needed, used, charged, perRun, budget);
                unfinished.Add(mayUse);
                highest = Math.Max(highest, budget ?? Items);
                Assert.That(mayUse.Positions, Is.EqualTo(needed.Take(mayUse.Count)), "a run of what is needed: no label is skipped");
                Assert.That(mayUse.CountOutside(used), Is.LessThanOrEqualTo(perRun ?? Items));
                var after = Charged(used, unfinished).Count;
                // A budget that was lowered below what is charged buys nothing more.
                Assert.That(after, Is.LessThanOrEqualTo(Math.Max(charged.Count, budget ?? Items)));
                if (mayUse.Count < needed.Length) AssertStoppedByALimit(mayUse, needed[mayUse.Count], used, charged, perRun, budget);
            }
            else
            {
                // A result uses a beginning of its set; whoever is not picked was aborted or still runs.
                var at = random.Next(unfinished.Count);
                used = used.Union(new LabelSet(Items, unfinished[at].Positions.Take(random.Next(unfinished[at].Count + 1))));
                unfinished.RemoveAt(at);
            }
            Assert.That(Charged(used, unfinished).Count, Is.LessThanOrEqualTo(highest));
        }
    }

    [FsCheck.NUnit.Property(Replay = "20250101,9")]
    public void MayUse_AgainAfterAnAbort_FindsItsLabelsCharged(int seed)
    {
        var random = new Random(seed);
        var used = new LabelSet(Items, Enumerable.Range(0, Items).Where(_ => random.Next(4) == 0));
        var charged = used.Union(new LabelSet(Items, Enumerable.Range(0, Items).Where(_ => random.Next(4) == 0)));
        var (perRun, budget) = (Limit(random), Limit(random));
        int[] needed = [.. Enumerable.Range(0, Items).Where(_ => random.Next(2) == 0)];
        var aborted = LabelLimit.MayUse(needed, used, charged, perRun, budget);
        var again = LabelLimit.MayUse(needed, used, charged.Union(aborted), perRun, budget);
        Assert.That(again.Positions, Is.EqualTo(aborted.Positions));
    }

    [Test]
    public void MayUse_ByHand()
    {
        var used = new LabelSet(6, [0]);
        var charged = new LabelSet(6, [0, 1]);
        int[] needed = [0, 1, 2, 3, 5];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(null, null), Is.EqualTo(needed));
            Assert.That(Of(2, null), Is.EqualTo(new[] { 0, 1, 2 }), "1 is charged, but new to whoever uses it first");
            Assert.That(Of(null, 3), Is.EqualTo(new[] { 0, 1, 2 }), "1 is charged already");
            Assert.That(Of(null, 2), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(Of(null, 1), Is.EqualTo(new[] { 0, 1 }), "below what is charged");
            Assert.That(Of(0, null), Is.EqualTo(new[] { 0 }));
        }

        IEnumerable<int> Of(int? perRun, int? budget) => LabelLimit.MayUse(needed, used, charged, perRun, budget).Positions;
    }

    private static void AssertStoppedByALimit(LabelSet mayUse, int next, LabelSet used, LabelSet charged, int? perRun, int? budget)
    {
        var isPerRun = !used.Members[next] && mayUse.CountOutside(used) == perRun;
        var isBudget = !charged.Members[next] && charged.Union(mayUse).Count >= budget;
        Assert.That(isPerRun || isBudget, Is.True, "nothing is held back without need");
    }

    private static LabelSet Charged(LabelSet used, IEnumerable<LabelSet> unfinished) => unfinished.Aggregate(used, (all, set) => all.Union(set));

    private static int? Limit(Random random) => random.Next(4) == 0 ? null : random.Next(Items);
}
