using System.Globalization;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Simulations;

/// <summary>
/// Holds an observed error rate against its bound: only an exact lower limit (Clopper and Pearson, 1934) above the bound refutes it, so that a right
/// gate fails one of these tests less than once in a thousand changes of the seeds.
/// </summary>
internal static class Rates
{
    private static readonly SignificanceLevel Doubt = SignificanceLevel.Of(1e-3);

    public static void AssertAtMost(double bound, int errors, int runs, string what)
    {
        Report(bound, errors, runs, what);
        Assert.That(ClopperPearson.Lower(errors, runs, Doubt), Is.LessThanOrEqualTo(bound), what);
    }

    /// <summary>For negative controls: what is broken on purpose must be seen to be broken.</summary>
    public static void AssertAbove(double bound, int errors, int runs, string what)
    {
        Report(bound, errors, runs, what);
        Assert.That(ClopperPearson.Lower(errors, runs, Doubt), Is.GreaterThan(bound), what);
    }

    private static void Report(double bound, int errors, int runs, string what) => TestContext.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {errors} of {runs} = {100.0 * errors / runs:0.00} % [{100 * ClopperPearson.Lower(errors, runs, Doubt):0.00}, {100 * ClopperPearson.Upper(errors, runs, Doubt):0.00}], bound {100 * bound:0.##} %"));
}
