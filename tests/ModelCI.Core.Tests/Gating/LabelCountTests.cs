using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>The targets of statistics.md section 9: d = 0.1, no ties, eps = 0.01, alpha = beta = 1e-4.</summary>
internal sealed class LabelCountTests
{
    private const int Replicates = 400;

    [TestCase(0.02, 560, true)]
    [TestCase(0.04, 150, true)]
    [TestCase(0.06, 58, true)]
    [TestCase(0, 580, false)]
    [TestCase(0.01, 1450, null)]
    public void Decide_Difference_NeedsFewLabels(double v, double most, bool? passes)
    {
        const double D = 0.1;
        var labels = new int[Replicates];
        var passed = new bool[Replicates];
        Parallel.For(0, Replicates, replicate =>
        {
            var items = new RandomItems(200_000, (ulong)replicate, 0.8, 0.1, (D + v) / 2, (D - v) / 2, 0);
            var decision = Decide.Of("n - o > 0 +/- 0.01", items, 1e-4);
            labels[replicate] = decision.Evidence.LabelledPositions.Count;
            passed[replicate] = decision is Decision.Passed;
        });
        var mean = labels.Average();
        var error = Math.Sqrt(labels.Sum(count => (count - mean) * (count - mean)) / Replicates / Replicates);
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"v = {v}: mean labels {mean:0.0} (standard error {error:0.0}), 95 % {labels.Order().ElementAt(Replicates * 95 / 100)}, passed {passed.Count(p => p)} of {Replicates}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mean, Is.LessThanOrEqualTo(most));
            if (passes is { } expected) Assert.That(passed, Is.All.EqualTo(expected));
        }
    }
}
