namespace ModelCI.References;

/// <summary>
/// The predictable plug-in of Waudby-Smith and Ramdas (2024, section 3): lambda_t = sqrt(2 ln(1/a) / (t ln(1+t) s2_{t-1})), with
/// s2_t = (1/4 + sum (x_i - m_i)^2)/(t + 1) and m_t = (1/2 + sum x_i)/(t + 1): one fake observation of 1/2.
/// </summary>
/// <param name="logInverse">ln(1/a) of one side, in nats.</param>
public sealed class PredictableVarianceBet(double logInverse)
{
    private double _sum = 0.5;
    private double _squares = 0.25;
    private int _count;

    /// <summary>The bet on the next observation, not truncated.</summary>
    public double Next
    {
        get
        {
            var t = _count + 1;
            return Math.Sqrt(2 * logInverse / (t * Math.Log(1 + t) * (_squares / t)));
        }
    }

    public void Add(double x)
    {
        _count++;
        _sum += x;
        var deviation = x - (_sum / (_count + 1));
        _squares += deviation * deviation;
    }
}
