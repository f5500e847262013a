using ModelCI.Core.Conditions;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Conditions;

internal sealed class GrammarTests
{
    // Every condition that interface.md and Renggli et al. (2019) print, with its canonical text.
    [TestCase("n - o > 0 +/- 0.01", "n - o > 0 +/- 0.01")]
    [TestCase("n - o > 0 +/- 0.01 /\\ d < 0.2 +/- 0.02", "n - o > 0 +/- 0.01 /\\ d < 0.2 +/- 0.02")]
    [TestCase("d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01", "d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01")]
    [TestCase("n - o > 0.02 +/- 0.01", "n - o > 0.02 +/- 0.01")]
    [TestCase("n - o > 0.02 +/- 0.01 /\\ d < 0.1 +/- 0.01", "n - o > 0.02 +/- 0.01 /\\ d < 0.1 +/- 0.01")]
    [TestCase("n - 1.1 * o > 0.01 +/- 0.01 /\\ d < 0.1 +/- 0.01", "n - 1.1 * o > 0.01 +/- 0.01 /\\ d < 0.1 +/- 0.01")]
    [TestCase("n > 0.8 +/- 0.05", "n > 0.8 +/- 0.05")]
    [TestCase("n > 0.6 +/- 0.1 /\\ d < 0.1 +/- 0.1", "n > 0.6 +/- 0.1 /\\ d < 0.1 +/- 0.1")]
    // The four ways to say "and", the two to say "plus or minus".
    [TestCase("n > 0.8 ± 0.05 ∧ d < 0.1 ± 0.01", "n > 0.8 +/- 0.05 /\\ d < 0.1 +/- 0.01")]
    [TestCase("n > 0.8 +/- 0.05 && d < 0.1 ± 0.01", "n > 0.8 +/- 0.05 /\\ d < 0.1 +/- 0.01")]
    [TestCase("n > 0.8 +/- 0.05 and d < 0.1 +/- 0.01 AND o > 0.5 +/- 0.1", "n > 0.8 +/- 0.05 /\\ d < 0.1 +/- 0.01 /\\ o > 0.5 +/- 0.1")]
    // White space and case.
    [TestCase("N-O>0+/-0.01", "n - o > 0 +/- 0.01")]
    [TestCase("\t n\r\n -  o\n>0 \u00A0+/- 0.01 ", "n - o > 0 +/- 0.01")]
    // Numbers: percent, exponents, signs.
    [TestCase("n > 80% +/- 5%", "n > 0.8 +/- 0.05")]
    [TestCase("n - o > -2% +/- 1e-2", "n - o > -0.02 +/- 0.01")]
    [TestCase("n - o > +0.02 +/- 1.0E-2", "n - o > 0.02 +/- 0.01")]
    [TestCase("n - o > -0 +/- 0", "n - o > 0 +/- 0")]
    [TestCase("n - o > 1e+0% +/- 25e-1%", "n - o > 0.01 +/- 0.025")]
    [TestCase("n − o > −0.5% +/- 0.0001", "n - o > -0.005 +/- 0.0001")]
    [TestCase("n > 0.00001 +/- 1e-7", "n > 1E-05 +/- 1E-07")]
    // Coefficients on either side; equal quantities merge.
    [TestCase("2 * n - o + d > 1 +/- 0.1", "2 * n - o + d > 1 +/- 0.1")]
    [TestCase("n * 2 - o * 1 + 1 * d > 1 +/- 0.1", "2 * n - o + d > 1 +/- 0.1")]
    [TestCase("-n + o < 0 +/- 0.01", "-n + o < 0 +/- 0.01")]
    [TestCase("+n - o > 0 +/- 0.01", "n - o > 0 +/- 0.01")]
    [TestCase("-2*n + -0.5*o - -3*d < 0 +/- 0.01", "-2 * n - 0.5 * o + 3 * d < 0 +/- 0.01")]
    [TestCase("n + n - 50% * o > 0 +/- 0.01", "2 * n - 0.5 * o > 0 +/- 0.01")]
    [TestCase("n * -2 > -1 +/- 0.1", "-2 * n > -1 +/- 0.1")]
    // Metrics and slices.
    [TestCase("accuracy(n) - Accuracy(O) > 0 +/- 0.01", "n - o > 0 +/- 0.01")]
    [TestCase("n[women] - o[women] > 0 +/- 0.02", "n[women] - o[women] > 0 +/- 0.02")]
    [TestCase("n[black-and-white] > 0 +/- 0.02 and d[and] < 1 +/- 0.02", "n[black-and-white] > 0 +/- 0.02 /\\ d[and] < 1 +/- 0.02")]
    [TestCase("n [ age-under_30 ] > 0.7 +/- 0.02", "n[age-under_30] > 0.7 +/- 0.02")]
    [TestCase("recall(n, 3) > 0.9 +/- 0.02", "recall(n, 3) > 0.9 +/- 0.02")]
    [TestCase("RECALL( n , boot )[women] > 0.9 +/- 0.02", "recall(n, boot)[women] > 0.9 +/- 0.02")]
    [TestCase("recall(n, t-shirt) > 0.9 +/- 0.02", "recall(n, 't-shirt') > 0.9 +/- 0.02")]
    [TestCase("precision(o, 'ankle boot, (left)') < 0.9 +/- 0.02", "precision(o, 'ankle boot, (left)') < 0.9 +/- 0.02")]
    [TestCase("f1(n, >50K) > 0.9 +/- 0.02", "f1(n, '>50K') > 0.9 +/- 0.02")]
    [TestCase("f1(n, 'and') > 0.9 +/- 0.02", "f1(n, and) > 0.9 +/- 0.02")]
    [TestCase("topk(n, 5) > 0.9 +/- 0.02", "topk(n, 5) > 0.9 +/- 0.02")]
    [TestCase("topk(n, 05) > 0.9 +/- 0.02", "topk(n, 5) > 0.9 +/- 0.02")]
    [TestCase("loss(n) - loss(o) < 0 +/- 0.02", "loss(n) - loss(o) < 0 +/- 0.02")]
    public void TryParse_Valid_GivesCanonicalTextThatParsesToItself(string source, string canonical)
    {
        var condition = Parse.Condition(source);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(condition.ToString(), Is.EqualTo(canonical));
            Assert.That(condition.Source, Is.EqualTo(source));
            Assert.That(Parse.Condition(canonical).ToString(), Is.EqualTo(canonical));
        }
    }

    [Test]
    public void TryParse_MetricsAndSlices_GiveTheSameTypes()
    {
        var clause = Parse.Clause("2 * recall(n, 'ankle boot')[women] - recall(o, bag) + d[men] > 0 +/- 0.1");
        Assert.That(clause.Terms, Is.EqualTo(new[]
        {
            new Term(2, new Quantity(Metric.Recall, ModelRole.Candidate, "ankle boot", "women")),
            new Term(-1, new Quantity(Metric.Recall, ModelRole.Baseline, "bag", null)),
            new Term(1, new Quantity(Metric.Disagreement, null, null, "men")),
        }));
    }

    [Test]
    public void TryParse_Percent_IsTheSameDoubleAsTheDecimalFraction()
    {
        // 7 / 100.0 would do, but 0.7 / 100.0 is not 0.007: the shift is in the text.
        for (var thousandths = 1; thousandths < 1000; thousandths++)
        {
            var text = (thousandths / 10m).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var value = Parse.Clause($"n > {text}% +/- 0").Constant;
            Assert.That(value, Is.EqualTo((double)(thousandths / 1000m)), text);
        }
    }

    [Test]
    public void Mentions_PointAtEveryQuantity()
    {
        const string Source = "n - recall(o, 'a b')[women] > 0 +/- 0.1 /\\ d < 1 +/- 0";
        var texts = Parse.Condition(Source).Mentions.Select(mention => Source.Substring(mention.Column, mention.Length));
        Assert.That(texts, Is.EqualTo(new[] { "n", "recall(o, 'a b')[women]", "d" }));
    }

    [TestCase("n > 0.8 +/- 0.05", false)]
    [TestCase("recall(n, a) > 0.8 +/- 0.05", false)]
    [TestCase("n > 0.8 +/- 0.05 /\\ d < 0.1 +/- 0.01", true)]
    [TestCase("loss(o) < 0.1 +/- 0.01", true)]
    public void NeedsBaseline_OnlyWhereOOrDOccurs_IsTrue(string source, bool expected) =>
        Assert.That(Parse.Condition(source).NeedsBaseline, Is.EqualTo(expected));
}
