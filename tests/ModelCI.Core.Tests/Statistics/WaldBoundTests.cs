using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Statistics;

internal sealed class WaldBoundTests
{
    // Three values in closed form: lambda = (p - q)/(p + q), also where q is rare and the root lies beside the end of the range.
    [Test]
    public void Of_DifferenceScore_IsTheClosedForm([Values(0.02, 0.1, 0.3, 1)] double d, [Values(0.1, 0.5, 0.8, 0.9, 0.99, 0.999999)] double bet)
    {
        var (up, down) = (d * (1 + bet) / 2, d * (1 - bet) / 2);
        var bound = WaldBound.Of([-1, 0, 1], [down, 1 - d, up]);
        var growth = (up * SpecialFunctions.Log1P(bet)) + (down * SpecialFunctions.Log1P(-bet));
        Assert.That(bound.Bet, Is.EqualTo(bet).Within(1e-9));
        Assert.That(bound.KLInf, Is.EqualTo(growth).Within(1e-9 * growth));
    }
}
