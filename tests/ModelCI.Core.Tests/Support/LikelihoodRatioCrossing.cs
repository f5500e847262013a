namespace ModelCI.Core.Tests.Support;

/// <summary>
/// The exact law of the first time at which a random walk with two steps reaches a threshold, by dynamic programming over the number of
/// upward steps, until less than 1e-13 of the probability (and of what it could still contribute) is left.
/// </summary>
internal sealed class LikelihoodRatioCrossing(double up, double down, double threshold)
{
    /// <summary>Expected time where an upward step has probability <paramref name="p"/> large enough to cross surely.</summary>
    public double Expected(double p) => Run(p).Mean;

    /// <summary>Probability of ever crossing.</summary>
    public double Probability(double p) => Run(p).Crossed;

    private (double Crossed, double Mean) Run(double p)
    {
        // alive[s]: probability of s upward steps without a crossing so far.
        var alive = new double[] { 1 };
        var (crossed, mean) = (0.0, 0.0);
        var (least, most) = (0, 0);
        for (var n = 1; ; n++)
        {
            var next = new double[n + 1];
            var (left, reach) = (0.0, 0.0);
            // States below 1e-22 are dropped: all of them together weigh less than what is asserted.
            while (least < most && alive[least] < 1e-22) least++;
            while (most > least && alive[most] < 1e-22) most--;
            most++;
            for (var s = least; s <= most; s++)
            {
                var mass = (s < most ? alive[s] * (1 - p) : 0) + (s > least ? alive[s - 1] * p : 0);
                // A tie within rounding counts as a crossing: the ratio then equals the threshold.
                if ((s * up) + ((n - s) * down) >= threshold - 1e-12)
                {
                    crossed += mass;
                    mean += n * mass;
                }
                else
                {
                    next[s] = mass;
                    left += mass;
                    // By Ville's inequality a path at wealth W crosses later with probability at most W / threshold under the null.
                    reach += mass * Math.Exp((s * up) + ((n - s) * down) - threshold);
                }
            }
            if (left * (n + 1000) < 1e-12 || (reach < 1e-13 && left > 0.5)) return (crossed, mean);
            alive = next;
        }
    }
}
