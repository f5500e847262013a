using ModelCI.Core.Configuration;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Accounting;

/// <summary>How much of delta an evaluation may spend (statistics.md section 5).</summary>
public static class AlphaSpending
{
    /// <summary>
    /// s_t: an equal part of what is left over the steps left, (1 - spent) / (H - t + 1), or 1/(t(t+1)) with no H. Shares of all openings sum
    /// to at most 1, also where H was edited on the way: the sum never exceeds what was left.
    /// </summary>
    /// <param name="step">t, from 1.</param>
    /// <param name="steps">H in force, at least t; null for open-ended.</param>
    /// <param name="spent">Sum of the shares before.</param>
    public static double Share(int step, int? steps, double spent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var left = Math.Max(0, 1 - spent);
        if (steps is not { } planned) return Math.Min(left, 1.0 / ((double)step * (step + 1)));
        ArgumentOutOfRangeException.ThrowIfLessThan(planned, step, nameof(steps));
        return left / (planned - step + 1);
    }

    /// <summary>ln(1/alpha_t) in nats.</summary>
    /// <param name="policy">Reliability, accounting, adaptivity and steps.</param>
    /// <param name="share">s_t, positive.</param>
    /// <param name="natsPaid">-ln w(g_t).</param>
    public static double LogInverseAlpha(GatePolicy policy, double share, double natsPaid)
    {
        var delta = SignificanceLevel.FromReliability(policy.Reliability).LogInverse;
        if (policy.Accounting == AccountingScheme.Universal) return delta - Math.Log(share) + natsPaid;
        // Renggli et al. (2019): delta / 2^H with full adaptivity, delta / H otherwise.
        var steps = policy.Steps ?? throw new ArgumentException("paper accounting needs steps", nameof(policy));
        return delta + (policy.Adaptivity == Adaptivity.Full ? steps * Math.Log(2) : Math.Log(steps));
    }
}
