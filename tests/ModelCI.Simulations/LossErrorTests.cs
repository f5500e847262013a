using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>
/// Losses are real numbers that are rounded at random onto a grid: the promise must hold for skewed ones, at the boundary of the null, and must break
/// where rounding takes sides.
/// </summary>
internal sealed class LossErrorTests
{
    private const double Delta = 0.05;

    /// <summary>Errors of candidate and baseline as functions of three independent uniform numbers.</summary>
    private delegate (double Candidate, double Baseline) Errors(double first, double second, double third);

    /// <param name="Candidate">Mean loss of the candidate, exactly.</param>
    /// <param name="Baseline">Of the baseline.</param>
    /// <param name="Epsilon">Tolerance of a clause on the candidate's loss, about a tenth of its standard deviation.</param>
    /// <param name="OfDifference">Of a clause on the difference.</param>
    private sealed record Distribution(string Name, double Candidate, double Baseline, double Epsilon, double OfDifference, Errors Draw);

    private static readonly Distribution[] Distributions =
    [
        // One item in a hundred is all wrong, the others are nearly right.
        new("rare and large", 0.01 + (0.99 * 0.01), 0.012 + (0.988 * 0.009), 0.01, 0.015, (u, v, w) => (u < 0.01 ? 1 : 0.02 * v, w < 0.012 ? 1 : 0.018 * v)),
        new("nearly always large", (0.05 * 0.0005) + (0.95 * 0.97), (0.06 * 0.0005) + (0.94 * 0.97), 0.02, 0.03,
            (u, v, w) => (u < 0.05 ? 0.001 * v : 0.97, w < 0.06 ? 0.001 * v : 0.97)),
        new("exponential, clipped", 0.15 * (1 - Math.Exp(-1 / 0.15)), 0.2 * (1 - Math.Exp(-1 / 0.2)), 0.015, 0.02,
            (u, v, _) => (-0.15 * Math.Log(1 - u), -0.2 * Math.Log(1 - v))),
        new("mostly equal", 1.0 / 3, 1.0 / 3, 0.03, 0.02, (u, v, w) => u < 0.7 ? (v * v, v * v) : (v * v, w * w)),
        // Between two of the 513 points on [0, 1], where rounding does everything.
        new("within a cell", Point + (0.0019 / 3), Point + (0.0019 / 3), 1e-4, 1e-4, (u, v, _) => (Point + (0.0019 * u * u), Point + (0.0019 * v * v))),
    ];

    private const double Point = 500.0 / 512;

    private static IEnumerable<TestCaseData> Cases() =>
        from distribution in Distributions
        from isDifference in new[] { false, true }
        from mode in Enum.GetValues<Mode>()
        select new TestCaseData(distribution.Name, isDifference, mode);

    [TestCaseSource(nameof(Cases))]
    public void Decide_AtTheBoundary_ErrsWithProbabilityAtMostDelta(string name, bool isDifference, Mode mode)
    {
        foreach (var seed in Effort.Seeds)
        {
            var (errors, runs) = Run(name, isDifference, mode, seed, noise => noise);
            Rates.AssertAtMost(Delta, errors, runs, $"{mode} {name}, {(isDifference ? "difference" : "one loss")}, seed {seed}");
        }
    }

    // The test must be able to fail: noise of 0 rounds every score up, in favour of the candidate.
    [TestCase(false)]
    [TestCase(true)]
    public void Decide_RoundedInFavour_IsFound(bool isDifference)
    {
        var (errors, runs) = Run("within a cell", isDifference, Mode.FpFree, 1, _ => 0, items: 6_000, runs: 60);
        Rates.AssertAbove(Delta, errors, runs, $"{(isDifference ? "difference" : "one loss")}, rounded in favour");
    }

    private static (int Errors, int Runs) Run(string name, bool isDifference, Mode mode, ulong seed, Func<uint, uint> noise, int items = 1_000, int? runs = null)
    {
        var drawn = Distributions.Single(distribution => distribution.Name == name);
        var (constant, epsilon) = isDifference ? (drawn.Candidate - drawn.Baseline, drawn.OfDifference) : (drawn.Candidate, drawn.Epsilon);
        var condition = FormattableString.Invariant($"{(isDifference ? "loss(n) - loss(o)" : "loss(n)")} < {constant:0.################} +/- {epsilon:0.####}");
        var replicates = runs ?? Effort.Replicates(400, 20_000);
        var (errors, levels) = (0, Decide.Levels(Delta, Delta));
        Parallel.For(0, replicates, replicate =>
        {
            // A table of its own: numbers are met while items are drawn.
            var losses = new Losses(LossKind.Absolute, 0, 1);
            var pool = new DrawnErrors(losses, drawn.Draw, items, seed, (ulong)replicate, noise);
            var decision = Gate.Decide([losses.Score(condition, mode)], mode, levels, 0, pool, pool, new LabelAllowance(new bool[items], null));
            if (mode == Mode.FpFree ? decision is Decision.Passed : decision is Decision.Failed) Interlocked.Increment(ref errors);
        });
        return (errors, replicates);
    }

    /// <summary>Items whose label is 0, so that errors are predictions; each a function of seed, replicate and position, drawn when it is read.</summary>
    private sealed class DrawnErrors : IPairedPredictions, ILabelSource
    {
        private readonly Losses _losses;
        private readonly Errors _draw;
        private readonly ulong _seed;
        private readonly ulong _replicate;
        private readonly Func<uint, uint> _noise;
        private readonly int _label;

        public DrawnErrors(Losses losses, Errors draw, int count, ulong seed, ulong replicate, Func<uint, uint> noise)
        {
            (_losses, _draw, Count, _seed, _replicate, _noise) = (losses, draw, count, seed, replicate, noise);
            _label = losses.Numbers.IndexOf(0);
        }

        public int Count { get; }

        // Looking ahead would meet numbers, and draw items, for nothing.
        public bool IsWhole => false;

        PairedPrediction IPairedPredictions.Read(int position)
        {
            Span<ulong> block = stackalloc ulong[Philox.BlockSize];
            Philox.Block(_seed, _replicate, [(ulong)position, 0, 0, 0], block);
            var (candidate, baseline) = _draw(Uniform(block[0]), Uniform(block[1]), Uniform(block[2]));
            return _losses.Pair(candidate, baseline, _noise((uint)(block[3] >> 32)));
        }

        int ILabelSource.Read(int position) => _label;

        private static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1L << 53));
    }
}
