using System.Numerics;

namespace ModelCI.Core.Statistics;

/// <summary>
/// Evidence against <c>H0: E[X] &lt;= 0</c> for i.i.d. scores X with finitely many values: a convex mixture of the wealth processes
/// <c>prod (1 + lambda X)</c>. Each is a non-negative supermartingale under H0 while lambda depends on earlier items only and stays in
/// [0, 1/(-low)); so is the mixture, and by Ville's inequality (1939) it ever reaches 1/alpha with probability at most alpha
/// (Shafer 2021; Waudby-Smith and Ramdas 2024). Reading may stop at any time. One-sided.
/// </summary>
/// <remarks>
/// <para>Everything is on the log scale. The log-wealth of a bet is a base plus count times ln(1 + lambda x) over the distinct scores since its
/// bet was last chosen; one item and a run of equal items go through this one expression, so that all ways of reading agree bit for bit.
/// Bets are chosen again after an item that cost a label and when the number of items is a power of two, always from items already consumed.</para>
/// <para>Where a label share is given, scores are -h, 0 and h, and two more things hold. It depends on which items of the whole pool cost a label;
/// the others score 0, so that under H0 X has a mean of at most 0 given those flags, too: E[X] = P(flag) E[X | flag] (statistics.md section
/// 2's one proved exception). And no more is bet than the target needs (<see cref="FinalBet"/>): a wealth above 1/alpha is worth no more than
/// 1/alpha.</para>
/// </remarks>
public sealed class EProcess
{
    // In nats: far above what rounding does to a log-wealth, far below what one item does.
    private const double RoundingMargin = 1e-9;

    private readonly double[] _scores;
    private readonly BetDesign? _design;
    private readonly TruncatedBetaMixture? _beta;
    private readonly double _logBetaWeight;
    private readonly FinalBet? _final;
    private readonly double _zone;
    private readonly double _logTarget;
    private readonly int _fixedBets;
    private readonly double[] _logWeights;
    private readonly double[] _bets;
    private readonly double[] _bases;
    private readonly LogFactors _logFactors;
    private readonly long[] _counts;
    private readonly RecentCounts _recent;
    private readonly double[] _logWealth;
    private long _items;
    private long _labels;

    /// <summary>Starts with capital 1.</summary>
    /// <param name="scores">The distinct values of X, ascending; the first negative, the last positive.</param>
    /// <param name="zone">Width 2 epsilon of the indifference zone in score units, at least 0; 0 leaves the bets that no zone designs.</param>
    /// <param name="logTarget">ln of the wealth that rejects H0, in nats: ln(1/alpha); +infinity for a process that is only looked at.</param>
    /// <param name="labelShare">
    /// Share of the pool's items, in (0, 1], that cost a label, where all others score 0 and the scores are -h, 0 and h; null where that is
    /// not so or the pool is not known.
    /// </param>
    /// <exception cref="ArgumentException">Scores not ascending, not on both sides of 0 or not -h, 0, h where they must be; a zone below 0.</exception>
    public EProcess(IReadOnlyList<double> scores, double zone, double logTarget = double.PositiveInfinity, double? labelShare = null)
    {
        for (var index = 1; index < scores.Count; index++)
        {
            if (!(scores[index] > scores[index - 1])) throw new ArgumentException("scores must ascend", nameof(scores));
        }
        if (scores.Count < 2 || !(scores[0] < 0) || !(scores[^1] > 0)) throw new ArgumentException("scores must lie on both sides of 0", nameof(scores));
        ArgumentOutOfRangeException.ThrowIfNegative(zone);
        if (labelShare is { } share)
        {
            if (scores.Count != 3 || scores[1] != 0 || scores[0] != -scores[2]) throw new ArgumentException("scores must be -h, 0 and h", nameof(scores));
            if (!(share > 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(labelShare), share, "a share of items lies in (0, 1]");
        }
        _scores = [.. scores];
        _zone = zone;
        _logTarget = logTarget;
        _design = zone > 0 ? BetDesign.For(scores, labelShare) : null;
        _final = labelShare is null ? null : new FinalBet(scores, logTarget);
        // What a zone does not design: closed form for two scores, a log-spaced grid of bets otherwise.
        _beta = scores.Count == 2 ? new TruncatedBetaMixture(scores[0], scores[1]) : null;
        _fixedBets = _beta is null ? FixedBets.Count : 0;
        var fixedWeight = _design is null ? 1 : FixedBets.Weight;
        _logBetaWeight = Math.Log(fixedWeight);
        var designBets = _design is null ? 0 : BetDesign.Multiples.Length;
        _bets = new double[_fixedBets + designBets];
        _logWeights = new double[_bets.Length];
        _bases = new double[_bets.Length];
        _logWealth = new double[_bets.Length];
        _logFactors = new LogFactors(_scores, _bets);
        _counts = new long[_scores.Length];
        _recent = new RecentCounts();
        for (var bet = 0; bet < _fixedBets; bet++)
        {
            SetBet(bet, FixedBets.Share(bet) / -_scores[0]);
            _logWeights[bet] = Math.Log(fixedWeight / _fixedBets);
        }
        for (var bet = 0; bet < designBets; bet++) _logWeights[_fixedBets + bet] = Math.Log(BetDesign.Weights[bet]);
        ChooseDesignBets();
    }

    private EProcess(EProcess other)
    {
        (_scores, _design, _beta, _logBetaWeight) = (other._scores, other._design, other._beta, other._logBetaWeight);
        (_zone, _logTarget, _fixedBets, _logWeights) = (other._zone, other._logTarget, other._fixedBets, other._logWeights);
        _final = other._final?.Copy();
        (_bets, _bases, _logWealth) = ([.. other._bets], [.. other._bases], [.. other._logWealth]);
        (_logFactors, _recent) = (new LogFactors(other._logFactors, _bets), new RecentCounts(other._recent));
        (_counts, _items, _labels) = ([.. other._counts], other._items, other._labels);
        HasReachedTarget = other.HasReachedTarget;
    }

    /// <summary>Items consumed.</summary>
    public long Items => _items;

    /// <summary>How often each distinct score occurred, in the order of the scores.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The bets in force for the next item, before <see cref="FinalBet"/> lowers them.</summary>
    public ReadOnlySpan<double> Bets => _bets;

    /// <summary>Whether the wealth has reached the target; it is final, and nothing more is consumed.</summary>
    public bool HasReachedTarget { get; private set; }

    /// <summary>ln of the wealth, in nats.</summary>
    // A final bet that wins reaches the target exactly; rounding may leave the sum a digit short of it.
    public double LogValue => Math.Max((_final?.LogAdvantage ?? 0) + LogMixture(), HasReachedTarget ? _logTarget : double.NegativeInfinity);

    /// <summary>Consumes one item.</summary>
    /// <param name="score">Index of its score among the distinct scores.</param>
    /// <param name="costALabel">Whether the item was not free, which is when design bets are chosen again.</param>
    public void Observe(int score, bool costALabel)
    {
        if (HasReachedTarget) return;
        if (costALabel) _labels++;
        if (_final is not null && _scores[score] != 0) ObserveTowardsTarget(score);
        else Advance(score, 1);
        if (costALabel && _design?.IsDue(_labels) == true) ChooseDesignBets();
    }

    /// <summary>
    /// Consumes a run of free items of one score, up to the item at which the target is reached: the same as one by one, in a time that does not
    /// grow with the run.
    /// </summary>
    /// <returns>Items consumed: <paramref name="count"/>, or fewer where the target was reached.</returns>
    public long ObserveRun(int score, long count)
    {
        var start = _items;
        while (count > _items - start && !HasReachedTarget)
        {
            var left = count - (_items - start);
            if (_final is not null && _scores[score] != 0) ObserveTowardsTarget(score);
            else Advance(score, Math.Min(left, ToNextChoice()));
        }
        return _items - start;
    }

    /// <summary>How many items of a free run of one score <see cref="ObserveRun"/> would consume; nothing is consumed.</summary>
    public long RunToTarget(int score, long count)
    {
        if (HasReachedTarget) return 0;
        return _scores[score] > 0 && CanReach(score, count) ? new EProcess(this).ObserveRun(score, count) : count;
    }

    // No bet is above 1/(-low), and no mixture above its largest part.
    private bool CanReach(int score, long count) =>
        LargestReaches(_logTarget - (_final?.LogAdvantage ?? 0) - RoundingMargin - (count * SpecialFunctions.Log1P(_scores[score] / -_scores[0])));

    // Items up to and including the next power of two.
    private long ToNextChoice() => _design is { IsAdaptive: true } ? (long)BitOperations.RoundUpToPowerOf2((ulong)_items + 1) - _items : long.MaxValue;

    /// <summary>Consumes up to <paramref name="count"/> items between two choices of bets.</summary>
    private void Advance(int score, long count)
    {
        Add(score, count);
        if (_scores[score] > 0 && Reaches(_logTarget - RoundingMargin))
        {
            Add(score, -count);
            Add(score, FirstReaching(score, count));
            HasReachedTarget = Reaches(_logTarget);
        }
        if (_design is { IsAdaptive: true } && BitOperations.IsPow2(_items)) ChooseDesignBets();
    }

    private void ObserveTowardsTarget(int score)
    {
        if (_final!.Prepare(_bets, _logWeights, _logWealth)) HasReachedTarget = _final.Observe(score);
        Add(score, 1);
        HasReachedTarget |= Reaches(_logTarget);
    }

    /// <summary>
    /// The number of items of a run up to the first at which the target is reached, or all: as reading one by one finds it. Wealth grows along
    /// a run of one positive score.
    /// </summary>
    private long FirstReaching(int score, long count)
    {
        var (below, atLeast) = (0L, count);
        while (atLeast - below > 1)
        {
            var middle = below + ((atLeast - below) / 2);
            if (ReachesAfter(score, middle, _logTarget - RoundingMargin)) atLeast = middle;
            else below = middle;
        }
        // Within the margin rounding may disturb the order: there every item is looked at.
        while (atLeast < count && !ReachesAfter(score, atLeast, _logTarget)) atLeast++;
        return atLeast;
    }

    private bool ReachesAfter(int score, long count, double logWealth)
    {
        Add(score, count);
        var reaches = Reaches(logWealth);
        Add(score, -count);
        return reaches;
    }

    private void Add(int score, long count)
    {
        _items += count;
        _counts[score] += count;
        _recent.Add(score, count);
        UpdateWealth();
    }

    private bool Reaches(double logWealth) => LargestReaches(logWealth - (_final?.LogAdvantage ?? 0) - RoundingMargin) && LogValue >= logWealth;

    private void UpdateWealth()
    {
        Array.Copy(_bases, _logWealth, _bases.Length);
        for (var index = 0; index < _recent.Length; index++)
        {
            var (score, count) = _recent[index];
            if (count != 0) AddProduct(_logWealth, count, _logFactors.Of(score));
        }
    }

    private static void AddProduct(double[] sums, double count, double[] factors)
    {
        var bet = 0;
        for (; bet <= sums.Length - Vector<double>.Count; bet += Vector<double>.Count)
            (new Vector<double>(sums, bet) + (new Vector<double>(factors, bet) * count)).CopyTo(sums, bet);
        for (; bet < sums.Length; bet++) sums[bet] += count * factors[bet];
    }

    /// <summary>Whether a part of the mixture alone has reached a wealth. A mixture never exceeds its largest part, so the sum is seldom taken.</summary>
    private bool LargestReaches(double logWealth)
    {
        foreach (var wealth in _logWealth)
        {
            if (wealth >= logWealth) return true;
        }
        return _beta is not null && _beta.LogBound(_counts) >= logWealth;
    }

    private double LogMixture()
    {
        Span<double> terms = stackalloc double[_bets.Length + 1];
        for (var bet = 0; bet < _bets.Length; bet++) terms[bet] = _logWeights[bet] + _logWealth[bet];
        terms[^1] = _beta is null ? double.NegativeInfinity : _logBetaWeight + _beta.LogValue(_counts);
        return SpecialFunctions.LogSumExp(terms);
    }

    private void ChooseDesignBets()
    {
        if (_design is null) return;
        Array.Copy(_logWealth, _bases, _bases.Length);
        _recent.Clear();
        Span<double> bets = stackalloc double[BetDesign.Multiples.Length];
        _design.Choose(_zone, new BetDesign.Consumed(_counts, _items, _labels), bets);
        for (var bet = 0; bet < bets.Length; bet++) SetBet(_fixedBets + bet, bets[bet]);
        _logFactors.Renew(_fixedBets);
    }

    private void SetBet(int bet, double lambda)
    {
        // Never clipped: a factor at or below 0 would void the supermartingale, so it is a bug and nothing else. The least score has the least factor.
        if (!(lambda >= 0) || !(lambda * _scores[0] > -1)) throw new InvalidOperationException($"inadmissible bet {lambda} on score {_scores[0]}");
        _bets[bet] = lambda;
    }
}
