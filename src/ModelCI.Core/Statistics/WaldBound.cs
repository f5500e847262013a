namespace ModelCI.Core.Statistics;

/// <summary>
/// How fast evidence against H0: E[X] &lt;= 0 can grow for a score X with finitely many values, and what follows for the number of labels.
/// </summary>
/// <param name="KLInf">
/// max over lambda in [0, 1/(-low)] of E ln(1 + lambda X), in nats per item (Honda and Takemura, 2010): the smallest Kullback-Leibler
/// divergence from the distribution of X to any distribution on its range with a mean of at most 0. 0 if E[X] &lt;= 0.
/// </param>
/// <param name="Bet">The lambda that attains it: the bet of Kelly (1956).</param>
public sealed record WaldBound(double KLInf, double Bet)
{
    private const int MostSteps = 200;

    /// <summary>The bound for a distribution.</summary>
    /// <param name="values">The values of X; the least one must be negative, and it limits the bet even if its probability is 0.</param>
    /// <param name="probabilities">Of each value, at least 0, summing to 1.</param>
    /// <exception cref="ArgumentException">No negative value, lengths that differ, or probabilities that are none.</exception>
    public static WaldBound Of(IReadOnlyList<double> values, IReadOnlyList<double> probabilities)
    {
        if (values.Count != probabilities.Count) throw new ArgumentException("one probability per value", nameof(probabilities));
        if (!probabilities.All(probability => probability >= 0) || !(Math.Abs(probabilities.Sum() - 1) <= 1e-9))
            throw new ArgumentException("probabilities are at least 0 and sum to 1", nameof(probabilities));
        if (values.Count == 0 || !values.All(double.IsFinite) || !(values.Min() < 0))
            throw new ArgumentException("the least value must be negative", nameof(values));
        if (!(Slope(values, probabilities, 0).First > 0)) return new WaldBound(0, 0);
        var bet = Maximise(values, probabilities, 1 / -values.Min());
        var growth = 0.0;
        for (var index = 0; index < values.Count; index++)
            if (probabilities[index] > 0) growth += probabilities[index] * SpecialFunctions.Log1P(bet * values[index]);
        return new WaldBound(growth, bet);
    }

    /// <summary>
    /// ln(1/alpha) / KLinf: no test of level alpha that rejects with certainty can read fewer items on average (Wald, 1945, with KLinf
    /// for a composite null). +infinity if KLinf is 0. In items; each costs a label if X depends on it.
    /// </summary>
    public double Items(SignificanceLevel alpha) => alpha.LogInverse / KLInf;

    /// <summary>The growth rate is concave in the bet: Newton on its falling derivative, kept inside a bracket.</summary>
    private static double Maximise(IReadOnlyList<double> values, IReadOnlyList<double> probabilities, double most)
    {
        // At the end itself the factor of the least value is 0; if that value can occur the derivative is -infinity there.
        if (Slope(values, probabilities, most).First >= 0) return most;
        var (low, high) = (0.0, most);
        var bet = most / 2;
        var before = double.PositiveInfinity;
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curvature) = Slope(values, probabilities, bet);
            if (slope >= 0) low = bet;
            if (slope <= 0) high = bet;
            var next = bet + (slope / curvature);
            // Beside the end, where the slope runs to -infinity, Newton's steps are tiny far from the root: only a step that helped is trusted.
            var isHelping = Math.Abs(slope) <= before / 2 && next >= low && next <= high;
            if (!isHelping) next = (low + high) / 2;
            if (Math.Abs(next - bet) <= 1e-15 * bet) return next;
            if (isHelping) before = Math.Abs(slope);
            bet = next;
        }
        return bet;
    }

    /// <summary>First derivative E[X/(1 + lambda X)] and minus the second, E[X^2/(1 + lambda X)^2].</summary>
    private static (double First, double Second) Slope(IReadOnlyList<double> values, IReadOnlyList<double> probabilities, double bet)
    {
        var (first, second) = (0.0, 0.0);
        for (var index = 0; index < values.Count; index++)
        {
            if (probabilities[index] == 0) continue;
            var factor = 1 + (bet * values[index]);
            if (factor <= 0) return (double.NegativeInfinity, double.PositiveInfinity);
            var gain = values[index] / factor;
            first += probabilities[index] * gain;
            second += probabilities[index] * gain * gain;
        }
        return (first, second);
    }
}
