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
}
