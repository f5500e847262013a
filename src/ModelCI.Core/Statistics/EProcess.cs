using System.Numerics;

namespace ModelCI.Core.Statistics;

/// <summary>
/// Evidence against <c>H0: E[X] &lt;= 0</c> for i.i.d. scores X with finitely many values: a convex mixture of the wealth processes
/// <c>prod (1 + lambda X)</c>. Each is a non-negative supermartingale under H0 while lambda depends on earlier items only and stays in
/// [0, 1/(-low)); so is the mixture, and by Ville's inequality (1939) it ever reaches 1/alpha with probability at most alpha
/// (Shafer 2021; Waudby-Smith and Ramdas 2024). Reading may stop at any time. One-sided.
/// </summary>
/// <remarks>
/// Everything is on the log scale. The log-wealth of a bet is a base plus count times ln(1 + lambda x) over the distinct scores since its bet
/// was last chosen; the same expression serves one item and a run of equal items, so both ways of reading agree bit for bit.
/// Bets are chosen again after an item that cost a label and when the number of items is a power of two, always from items already consumed.
/// </remarks>
public sealed class EProcess
{
    private const int FixedBets = 15;
    private const double FixedWeight = 0.1;

    private readonly double[] _scores;
    private readonly BetDesign? _design;
    private readonly double _zone;
    private readonly double[] _logWeights;
    private readonly double[] _bets;
    private readonly double[] _bases;
    private readonly double[] _logFactors;
    private readonly long[] _counts;
    private readonly long[] _recent;
    private readonly double[] _logWealth;
    private long _items;

    /// <summary>Starts with capital 1.</summary>
    /// <param name="scores">The distinct values of X, ascending; the first negative, the last positive.</param>
    /// <param name="zone">Width 2 epsilon of the indifference zone in score units, at least 0; 0 leaves the fixed bets only.</param>
    /// <exception cref="ArgumentException">Scores not ascending or not on both sides of 0, or a zone below 0.</exception>
    public EProcess(IReadOnlyList<double> scores, double zone)
    {
        for (var index = 1; index < scores.Count; index++)
        {
            if (!(scores[index] > scores[index - 1])) throw new ArgumentException("scores must ascend", nameof(scores));
        }
        if (scores.Count < 2 || !(scores[0] < 0) || !(scores[^1] > 0)) throw new ArgumentException("scores must lie on both sides of 0", nameof(scores));
        ArgumentOutOfRangeException.ThrowIfNegative(zone);
        _scores = [.. scores];
        _zone = zone;
        _design = zone > 0 ? BetDesign.For(scores) : null;
        var designBets = _design is null ? 0 : BetDesign.Multiples.Length;
        _bets = new double[FixedBets + designBets];
        _logWeights = new double[_bets.Length];
        _bases = new double[_bets.Length];
        _logWealth = new double[_bets.Length];
        _logFactors = new double[_bets.Length * _scores.Length];
        _counts = new long[_scores.Length];
        _recent = new long[_scores.Length];
        for (var bet = 0; bet < FixedBets; bet++)
        {
            // Log-spaced shares of the largest admissible bet, from 0.01 to 0.999.
            SetBet(bet, Math.Exp(Math.Log(1e-2) + ((Math.Log(0.999) - Math.Log(1e-2)) * bet / (FixedBets - 1))) / -_scores[0]);
            _logWeights[bet] = Math.Log((_design is null ? 1 : FixedWeight) / FixedBets);
        }
        for (var bet = 0; bet < designBets; bet++) _logWeights[FixedBets + bet] = Math.Log(BetDesign.Weights[bet]);
        ChooseDesignBets();
    }

    /// <summary>Items consumed.</summary>
    public long Items => _items;

    /// <summary>How often each distinct score occurred, in the order of the scores.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The bets in force for the next item.</summary>
    public ReadOnlySpan<double> Bets => _bets;

    /// <summary>ln of the mixture's wealth, in nats.</summary>
    public double LogValue
    {
        get
        {
            Span<double> terms = stackalloc double[_bets.Length];
            for (var bet = 0; bet < terms.Length; bet++) terms[bet] = _logWeights[bet] + _logWealth[bet];
            return SpecialFunctions.LogSumExp(terms);
        }
    }

    /// <summary>Consumes one item.</summary>
    /// <param name="score">Index of its score among the distinct scores.</param>
    /// <param name="costALabel">Whether the item was not free, which is when design bets are chosen again.</param>
    public void Observe(int score, bool costALabel)
    {
        _items++;
        _counts[score]++;
        _recent[score]++;
        for (var bet = 0; bet < _bets.Length; bet++)
        {
            var wealth = _bases[bet];
            for (var index = 0; index < _scores.Length; index++) wealth += _recent[index] * _logFactors[(bet * _scores.Length) + index];
            _logWealth[bet] = wealth;
        }
        if (_design is { IsAdaptive: true } && (costALabel || BitOperations.IsPow2(_items))) ChooseDesignBets();
    }

    /// <summary>
    /// Whether the wealth is at least exp(<paramref name="logThreshold"/>). A mixture never exceeds its largest part, so the sum is
    /// taken only where that part has reached the threshold.
    /// </summary>
    public bool HasReached(double logThreshold)
    {
        var largest = double.NegativeInfinity;
        foreach (var wealth in _logWealth) largest = Math.Max(largest, wealth);
        return largest >= logThreshold && LogValue >= logThreshold;
    }

    private void ChooseDesignBets()
    {
        if (_design is null) return;
        Array.Copy(_logWealth, _bases, _bases.Length);
        Array.Clear(_recent);
        for (var bet = FixedBets; bet < _bets.Length; bet++)
            SetBet(bet, _design.Bet(BetDesign.Multiples[bet - FixedBets] * _zone, _counts, _items));
    }

    private void SetBet(int bet, double lambda)
    {
        _bets[bet] = lambda;
        for (var index = 0; index < _scores.Length; index++)
        {
            var gain = lambda * _scores[index];
            // Never clipped: a factor at or below 0 would void the supermartingale, so it is a bug and nothing else.
            if (!(lambda >= 0) || !(gain > -1)) throw new InvalidOperationException($"inadmissible bet {lambda} on score {_scores[index]}");
            _logFactors[(bet * _scores.Length) + index] = SpecialFunctions.Log1P(gain);
        }
    }
}
