namespace ModelCI.Core.Statistics;

/// <summary>
/// The mixture of all wealth processes against <c>E[X] &lt;= 0</c> for a score with two values, in closed form: success probabilities q beyond
/// the null's c, uniform on (c, 1]. With S successes in n items
/// <c>E = P(Q > c) / ((1 - c) (n + 1) P(Bin(n, c) = S))</c>, Q ~ Beta(S + 1, n - S + 1): the likelihood ratio of a truncated Beta(1, 1) prior
/// (Robbins 1970; Howard et al. 2021). It depends on counts alone, not on their order. One-sided; in nats.
/// </summary>
/// <remarks>A success probability q is the bet lambda = (q - c)/(c (1 - c)) in units of X = success - c: never above 1/c.</remarks>
internal sealed class TruncatedBetaMixture(double low, double high)
{
    // P(success) at which E[X] = 0.
    private readonly double _null = -low / (high - low);

    /// <summary>ln E after counts of the lower and the upper score.</summary>
    public double LogValue(ReadOnlySpan<long> counts)
    {
        var (failures, successes) = (counts[0], counts[1]);
        var items = failures + successes;
        return IncompleteBeta.LogComplement(successes + 1, failures + 1, _null) - SpecialFunctions.Log1P(-_null)
            - Math.Log(items + 1) - BinomialTail.LogMass(successes, items, _null);
    }

    /// <summary>What <see cref="LogValue"/> and every single bet stay below: the largest wealth over all bets, n kl(S/n, c) above the null.</summary>
    public double LogBound(ReadOnlySpan<long> counts)
    {
        var items = counts[0] + counts[1];
        var share = items == 0 ? 0 : (double)counts[1] / items;
        return share > _null ? items * KullbackLeibler.Bernoulli(share, _null) : 0;
    }
}
