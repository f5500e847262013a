using System.Globalization;
using System.Text.Json;
using ModelCI.Core.Planning;
using ModelCI.Core.Statistics;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Vectors;

internal sealed class SampleSizeVectorTests
{
    [Test]
    public void ExactSize_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("exact_sample_size"))
        {
            var epsilon = new DecimalFraction(item.Whole("eps_num"), item.Whole("eps_den"));
            var level = SignificanceLevel.Of(item.Number("delta"));
            var size = item.Text("sided") == "one" ? ExactSize.OneSided(epsilon, level) : ExactSize.TwoSided(epsilon, level);
            Assert.That(size, Is.EqualTo(item.Whole("n_stable")), item.ToString());
            var hoeffding = HoeffdingSize.OneVariable(1, epsilon.Value, item.Text("sided") == "one" ? level : level.DividedBy(2));
            Assert.That(hoeffding, Is.EqualTo(item.Whole("n_hoeffding")), item.ToString());
            foreach (var at in item.GetProperty("sup_probability_at").EnumerateObject())
                AssertSupremum(int.Parse(at.Name, CultureInfo.InvariantCulture), item, at.Value.GetDouble());
        }
    }

    [Test]
    public void BinomialTail_SupremumOverBreakpoints_EveryCase()
    {
        foreach (var item in SharedVectors.Read("exact_sample_size").GetProperty("sup_cases").EnumerateArray())
            AssertSupremum((int)item.Whole("n"), item, item.Number("sup_probability"));
    }

    [Test]
    public void HoeffdingSize_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("easeml_sample_size"))
        {
            var epsilon = item.Number("eps");
            var alpha = Level(item, item.Text("adaptivity") == "full");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(HoeffdingSize.OneVariable(1, epsilon, alpha), Is.EqualTo(item.Whole("hoeffding_one_variable")), item.ToString());
                Assert.That(HoeffdingSize.OneVariable(1, epsilon, alpha.DividedBy(2)),
                    Is.EqualTo(item.Whole("hoeffding_one_variable_two_sided")), item.ToString());
                Assert.That(HoeffdingSize.LinearForm([1, -1], epsilon, alpha), Is.EqualTo(item.Whole("hoeffding_two_variables")), item.ToString());
            }
        }
    }

    [Test]
    public void BennettSize_EveryCase()
    {
        foreach (var item in SharedVectors.Cases("easeml_sample_size"))
        {
            var epsilon = item.Number("eps");
            var (alpha, delta) = (Level(item, item.Text("adaptivity") == "full"), SignificanceLevel.Of(item.Number("delta")));
            foreach (var bennett in item.GetProperty("bennett").EnumerateArray())
            {
                var (p, isTested) = (bennett.Number("p"), bennett.Whole("c") == 4);
                var size = isTested ? BennettSize.Tested(p, epsilon, alpha) : BennettSize.Known(p, epsilon, alpha);
                Assert.That(size, Is.EqualTo(bennett.Whole("n")), item.ToString());
                var active = BennettSize.ActiveLabels(p, epsilon, isTested ? delta.DividedBy(2) : delta);
                Assert.That(active, Is.EqualTo(bennett.Whole("active_labels_per_commit")), item.ToString());
            }
        }
    }

    [Test]
    public void PaperChecks_EveryRow()
    {
        var rows = SharedVectors.Read("easeml_sample_size").GetProperty("paper_checks").EnumerateArray().ToArray();
        long[] sizes =
        [
            HoeffdingSize.OneVariable(1, 0.1, None(0.01, 32)),
            HoeffdingSize.OneVariable(1, 0.1, Full(0.01, 32)),
            HoeffdingSize.LinearForm([1, -1], 0.1, None(0.01, 32)),
            HoeffdingSize.LinearForm([1, -1], 0.1, Full(0.01, 32)),
            BennettSize.Tested(0.1, 0.01, None(1e-4, 32)),
            BennettSize.Tested(0.1, 0.01, Full(1e-4, 32)),
            BennettSize.ActiveLabels(0.1, 0.01, SignificanceLevel.Of(1e-4).DividedBy(2)),
            HoeffdingSize.LinearForm([1, -1], 0.02, None(0.002, 7)),
            HoeffdingSize.LinearForm([1, -1], 0.02, Full(0.002, 7)),
            BennettSize.Known(0.1, 0.02, None(0.002, 7)),
            BennettSize.Known(0.1, 0.022, Full(0.002, 7)),
        ];
        Assert.That(rows, Has.Length.EqualTo(sizes.Length));
        for (var row = 0; row < rows.Length; row++) Assert.That(sizes[row], Is.EqualTo(rows[row].Whole("ceil")), rows[row].Text("label"));
    }

    [Test]
    public void BennettFunction_EveryValue()
    {
        foreach (var item in SharedVectors.Read("easeml_sample_size").GetProperty("h_values").EnumerateArray())
        {
            var expected = item.Number("h");
            Assert.That(BennettFunction.H(item.Number("u")), Is.EqualTo(expected).Within(2e-15 * expected), item.ToString());
        }
    }

    [Test]
    public void MultiplicityOnTheLogScale_DangerousCase()
    {
        var item = SharedVectors.Cases("dangerous").Single(item => item.Text("topic") == "ln(2^H/delta)");
        var inputs = item.GetProperty("inputs");
        var size = HoeffdingSize.OneVariable(1, inputs.Number("eps"), Full(inputs.Number("delta"), (int)inputs.Whole("H")));
        Assert.That(size, Is.EqualTo(item.Whole("correct")));
    }

    private static SignificanceLevel Level(JsonElement item, bool isFull) =>
        isFull ? Full(item.Number("delta"), (int)item.Whole("H")) : None(item.Number("delta"), (int)item.Whole("H"));

    private static SignificanceLevel None(double delta, int steps) => SignificanceLevel.Of(delta).DividedBy(steps);

    private static SignificanceLevel Full(double delta, int steps) =>
        SignificanceLevel.FromLogInverse(SignificanceLevel.Of(delta).LogInverse + (steps * Math.Log(2)));

    /// <summary>The supremum by every breakpoint, as the file's description defines it.</summary>
    private static void AssertSupremum(int n, JsonElement item, double expected)
    {
        var (numerator, denominator) = (item.Whole("eps_num"), item.Whole("eps_den"));
        var width = 2 * n * numerator / denominator;
        var largest = 0.0;
        for (var k = (n * numerator / denominator) + 1; k <= n; k++)
        {
            var p = ((k * denominator) - (n * numerator)) / (double)(n * denominator);
            var probability = Math.Exp(BinomialTail.LogUpper(k, n, p));
            if (item.Text("sided") == "two") probability += Math.Exp(BinomialTail.LogLower(k - width - 1, n, p));
            largest = Math.Max(largest, probability);
        }
        Assert.That(largest, Is.EqualTo(expected).Within(1e-11 * expected), item.ToString());
    }
}
