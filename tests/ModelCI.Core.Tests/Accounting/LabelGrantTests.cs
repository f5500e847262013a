using ModelCI.Core.Accounting;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class LabelGrantTests
{
    private const int Items = 30;

    /// <summary>
    /// Whatever evaluations of both kinds use within their grants, in whatever order they are opened, end, wait and go on: the union of all labels
    /// stays within the budget, and none of them uses more new ones than its own limit.
    /// </summary>
    [FsCheck.NUnit.Property(Replay = "20261121,7", MaxTest = 400)]
    public void Of_AnyHistory_KeepsTheUnionWithinTheBudget(int seed)
    {
        var random = new Random(seed);
        var (budget, perRun) = (random.Next(Items), random.Next(1, Items));
        var all = new HashSet<int>();
        var total = new LabelSet(Items);
        var running = new List<Run>();
        for (var turn = 0; turn < 40; turn++)
        {
            var live = running.Where(run => !run.IsAborted).ToArray();
            if (live.Length == 0 || random.Next(3) == 0)
            {
                int[] needed = [.. Enumerable.Range(0, Items).Where(_ => random.Next(3) > 0)];
                var isBeginning = random.Next(2) == 0;
                // Which clauses close when is a matter of labels: the same whenever the run is taken up again.
                int[] wanted = [.. needed.Where(_ => isBeginning || random.Next(3) > 0)];
                running.Add(new Run(wanted, LabelGrant.Of(needed, isBeginning, total, Charge(total, running), perRun, budget)));
                continue;
            }
            var run = live[random.Next(live.Length)];
            // What the gate does with a grant: labels in reading order, some of them spared where a clause has closed, until a limit.
            var others = new LabelSet(Items, total.Positions.Where(position => !run.Own.Contains(position)));
            var used = new List<int>();
            var fresh = 0;
            run.Reach = random.Next(run.Reach, run.Wanted.Length + 1);
            foreach (var position in run.Wanted.Take(run.Reach))
            {
                if (!run.Grant.MayUse.Members[position] || (!others.Members[position] && ++fresh > (run.Grant.NewLabels ?? Items))) break;
                used.Add(position);
            }
            run.Own.UnionWith(used.Where(position => !total.Members[position]));
            Assert.That(run.Own, Has.Count.LessThanOrEqualTo(perRun));
            all.UnionWith(used);
            // An aborted run is never heard of again, and its labels are in nobody's total; one that waits goes on later.
            var end = random.Next(3);
            run.IsAborted = end == 0;
            if (end > 0) total = total.Union(new LabelSet(Items, used));
            if (end == 1) running.Remove(run);
            Assert.That(all, Has.Count.LessThanOrEqualTo(budget));
        }
    }

    private static LabelCharge Charge(LabelSet total, List<Run> running)
    {
        var (set, more) = (total, 0);
        foreach (var run in running)
        {
            if (run.Grant.NewLabels is { } limit) more += Math.Min(limit, run.Grant.MayUse.CountOutside(set));
            else set = set.Union(run.Grant.MayUse);
        }
        return new LabelCharge(set, more);
    }

    private sealed record Run(int[] Wanted, LabelGrant Grant)
    {
        public int Reach { get; set; }

        public HashSet<int> Own { get; } = [];

        public bool IsAborted { get; set; }
    }
}
