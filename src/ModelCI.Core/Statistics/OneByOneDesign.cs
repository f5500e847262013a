namespace ModelCI.Core.Statistics;

/// <summary>Bets that have a formula each.</summary>
internal abstract class OneByOneDesign : BetDesign
{
    public override void Choose(double zone, in Consumed consumed, Span<double> bets)
    {
        for (var bet = 0; bet < bets.Length; bet++) bets[bet] = Bet(Multiples[bet] * zone, consumed);
    }

    /// <summary>The bet for a mean of the score.</summary>
    protected abstract double Bet(double mean, in Consumed consumed);
}
