using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

/// <summary>Inputs at which the obvious formula lies.</summary>
internal sealed class DangerousVectorTests
{
    [Test]
    public void EveryCase_IsRightWhereTheNaiveFormulaIsNot()
    {
        foreach (var item in SharedVectors.Cases("dangerous"))
        {
            var inputs = item.GetProperty("inputs");
            double? actual = item.Text("topic") switch
            {
                "bennett h(u)" => BennettFunction.H(inputs.Number("u")),
                "clopper_pearson two-sided upper" =>
                    ClopperPearson.TwoSided(inputs.Whole("k"), inputs.Whole("n"), SignificanceLevel.Of(inputs.Number("alpha"))).Upper,
                "log binomial tail" => BinomialTail.LogUpper(inputs.Whole("k"), inputs.Whole("n"), inputs.Number("p")),
                "kl(a,b)" => KullbackLeibler.Bernoulli(inputs.Number("a"), inputs.Number("b")),
                // Asserted by SampleSizeVectorTests and FinitePoolVectorTests.
                "ln(2^H/delta)" or "without replacement, null K/N" => null,
                var other => throw new AssertionException($"no test of '{other}'"),
            };
            if (actual is null) continue;
            var correct = item.Number("correct");
            Assert.That(actual.Value, Is.EqualTo(correct).Within(1e-12 * Math.Abs(correct)), item.ToString());
        }
    }
}
