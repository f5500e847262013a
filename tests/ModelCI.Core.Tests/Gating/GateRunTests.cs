using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>Reading free items in runs decides as reading one by one does: verdict, counts, labels and log-wealth, bit for bit.</summary>
internal sealed class GateRunTests
{
    // No clause here may look at the pool, which only those who read it in whole can.
    [TestCase("n - o > 0.01 +/- 0.01")]
    [TestCase("n - o < 0.05 +/- 0.02")]
    [TestCase("n - o > 0.02 +/- 0.01 /\\ n > 0.7 +/- 0.05")]
    [TestCase("d < 0.3 +/- 0.05 /\\ n - o > -0.12 +/- 0.05 /\\ 2 * n - o > 0.5 +/- 0.1")]
    [TestCase("d > 0.1 +/- 0.05 /\\ n - o > 0.05 +/- 0.04")]
    public void Decide_InRunsAndOneByOne_IsTheSame(string condition)
    {
        var verdicts = new HashSet<Type>();
        for (ulong seed = 0; seed < 40; seed++)
        {
            var random = new Random((int)seed);
            var (better, worse) = (random.NextDouble() * 0.2, random.NextDouble() * 0.1);
            var items = new RandomItems(3_000, seed, 0.6, 0.4 - better - worse, better, worse, 0);
            var whole = Decide.Of(condition, items, 0.01);
            var single = Decide.Of(condition, new OneByOne(items), 0.01);
            Assert.That(single.GetType(), Is.EqualTo(whole.GetType()), $"seed {seed}");
            Assert.That(Text(single.Evidence), Is.EqualTo(Text(whole.Evidence)), $"seed {seed}");
            verdicts.Add(whole.GetType());
        }
        Assert.That(verdicts, Has.Count.GreaterThan(1), "all streams end alike: the test shows little");
    }

    private static string Text(Evidence evidence) =>
        $"{evidence.ItemsRead} {string.Join(',', evidence.LabelledPositions)} {evidence.NewLabels} " + string.Join(" | ", evidence.Clauses.Select(clause =>
            $"{clause.Outcome} {string.Join(',', clause.Counts)} {string.Join(',', clause.Checkpoints.Select(seen => seen.Values.Sum()))} {clause.AcceptLogValue:R} {clause.RefuseLogValue:R}"));

    private sealed class OneByOne(RandomItems items) : IPairedPredictions, ILabelSource
    {
        public int Count => items.Count;

        public bool IsWhole => false;

        PairedPrediction IPairedPredictions.Read(int position) => ((IPairedPredictions)items).Read(position);

        int ILabelSource.Read(int position) => ((ILabelSource)items).Read(position);
    }
}
