namespace ModelCI.Core.Statistics;

/// <summary>
/// ln(1 + lambda x) for the scores x of an <see cref="EProcess"/> and all of its bets lambda, computed when a score occurs: with hundreds of scores
/// few of them do between two choices of bets.
/// </summary>
internal sealed class LogFactors
{
    private readonly double[] _scores;
    private readonly double[] _bets;
    private readonly double[]?[] _byScore;
    // Number of the choice of bets that a score's factors are of.
    private readonly int[] _choiceOf;
    private int _choice;
    private int _firstRenewed;

    /// <param name="scores">Ascending.</param>
    /// <param name="bets">In force; whoever changes some of them calls <see cref="Renew"/>.</param>
    public LogFactors(double[] scores, double[] bets)
    {
        (_scores, _bets) = (scores, bets);
        _byScore = new double[scores.Length][];
        _choiceOf = new int[scores.Length];
    }

    /// <summary>A copy over a copy of the bets, of what is there for the bets in force.</summary>
    public LogFactors(LogFactors other, double[] bets)
        : this(other._scores, bets)
    {
        (_choice, _firstRenewed) = (other._choice, other._firstRenewed);
        for (var score = 0; score < _scores.Length; score++)
        {
            if (other._choiceOf[score] != _choice || other._byScore[score] is not { } factors) continue;
            _byScore[score] = [.. factors];
            _choiceOf[score] = _choice;
        }
    }

    /// <summary>Bets from an index on, always the same one, have been chosen again.</summary>
    public void Renew(int firstBet)
    {
        _firstRenewed = firstBet;
        _choice++;
    }

    /// <summary>By bet, for a score by its index. Valid up to the next choice.</summary>
    public double[] Of(int score)
    {
        if (_byScore[score] is { } known)
        {
            if (_choiceOf[score] != _choice) Fill(known, score, _firstRenewed);
            return known;
        }
        var factors = _byScore[score] = new double[_bets.Length];
        Fill(factors, score, 0);
        return factors;
    }

    private void Fill(double[] factors, int score, int first)
    {
        for (var bet = first; bet < _bets.Length; bet++) factors[bet] = SpecialFunctions.Log1P(_bets[bet] * _scores[score]);
        _choiceOf[score] = _choice;
    }
}
