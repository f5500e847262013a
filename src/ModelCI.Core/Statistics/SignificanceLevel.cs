namespace ModelCI.Core.Statistics;

/// <summary>
/// A bound on an error probability, kept as ln(1/alpha) in nats: the levels of a reused test set reach 1e-14 and far below, where
/// alpha itself loses digits or underflows. A class, as <c>default(struct)</c> would be an illegal level.
/// </summary>
public sealed class SignificanceLevel
{
    private SignificanceLevel(double logInverse)
    {
        LogInverse = logInverse;
    }

    /// <summary>ln(1/alpha) in nats, positive and finite.</summary>
    public double LogInverse { get; }

    /// <summary>alpha in [0, 1): 0 only where it underflows.</summary>
    public double Value => Math.Exp(-LogInverse);

    /// <summary>From alpha in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1) or not a number.</exception>
    public static SignificanceLevel Of(double alpha)
    {
        if (!(alpha > 0 && alpha < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "a level lies in (0, 1)");
        return new SignificanceLevel(-Math.Log(alpha));
    }

    /// <summary>From ln(1/alpha), positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public static SignificanceLevel FromLogInverse(double logInverse)
    {
        if (!(logInverse > 0) || double.IsInfinity(logInverse))
            throw new ArgumentOutOfRangeException(nameof(logInverse), logInverse, "ln(1/alpha) is positive and finite");
        return new SignificanceLevel(logInverse);
    }

    /// <summary>delta = 1 - reliability, with the reliability taken as the decimal that was typed: 1 - 0.9999 in doubles is off in the 13th digit.</summary>
    /// <param name="reliability">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside (0, 1) or not a number.</exception>
    public static SignificanceLevel FromReliability(double reliability)
    {
        if (!(reliability > 0 && reliability < 1))
            throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "a reliability lies in (0, 1)");
        return Of((DecimalFraction.One - DecimalFraction.Of(reliability)).Value);
    }

    /// <summary>alpha / parts: the level of each of several events whose error probabilities add up (Bonferroni).</summary>
    /// <param name="parts">At least 1, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or not finite.</exception>
    public SignificanceLevel DividedBy(double parts)
    {
        if (!(parts >= 1) || double.IsInfinity(parts)) throw new ArgumentOutOfRangeException(nameof(parts), parts, "at least one part");
        return new SignificanceLevel(LogInverse + Math.Log(parts));
    }
}
