namespace ModelCI.Core.Statistics;

/// <summary>
/// Near the target a process that scores -h, 0 or h bets no more than what brings it there: <c>lambda' = (1/(alpha K) - 1)/h</c> where the
/// mixture would bet more. A mixture of wealth processes is one wealth process with the bet lambda = sum w K lambda / sum w K, so any
/// smaller predictable bet is admissible, too; a win reaches 1/alpha exactly, a loss costs less (overshoot is avoided as in Fischer and
/// Ramdas, 2024). Measured: 1 % fewer labels.
/// </summary>
internal sealed class FinalBet(IReadOnlyList<double> scores, double logTarget)
{
    // No bet more than doubles the wealth on -h, 0, h.
    private const double LargestGain = 0.6931471805599453;

    private readonly double _high = scores[^1];
    private double _mixtureBet;
    private double _bet;

    /// <summary>ln of the wealth over that of the mixture: what smaller bets have saved.</summary>
    public double LogAdvantage { get; private set; }

    /// <summary>A process in the same state.</summary>
    public FinalBet Copy() => (FinalBet)MemberwiseClone();

    /// <summary>Chooses the bet for the next item from the mixture's state before it; true where it is smaller than the mixture's.</summary>
    public bool Prepare(ReadOnlySpan<double> bets, ReadOnlySpan<double> logWeights, ReadOnlySpan<double> logWealth)
    {
        var largest = double.NegativeInfinity;
        foreach (var wealth in logWealth) largest = Math.Max(largest, wealth);
        if (largest + LogAdvantage + LargestGain < logTarget) return false;
        var (capital, staked) = (0.0, 0.0);
        for (var bet = 0; bet < bets.Length; bet++)
        {
            var share = Math.Exp(logWeights[bet] + logWealth[bet] - largest);
            capital += share;
            staked += share * bets[bet];
        }
        _mixtureBet = staked / capital;
        _bet = SpecialFunctions.ExpM1(logTarget - largest - Math.Log(capital) - LogAdvantage) / _high;
        return _bet < _mixtureBet;
    }

    /// <summary>Consumes the item for which <see cref="Prepare"/> chose a smaller bet; true where it reaches the target.</summary>
    public bool Observe(int score)
    {
        LogAdvantage += SpecialFunctions.Log1P(_bet * scores[score]) - SpecialFunctions.Log1P(_mixtureBet * scores[score]);
        return scores[score] > 0;
    }
}
