using FsCheck;
using FsCheck.Fluent;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>Scores of clauses on losses: rounded at random onto 513 values, with the right mean.</summary>
internal sealed class LossGridTests
{
    private const int Cells = 512;
    private const double Noises = 4294967296.0;

    private static readonly string[] Clauses =
    [
        "loss(n) < 0.4 +/- 0.1", "loss(n) > 0.4 +/- 0.1", "loss(o) < 0.4 +/- 0.1", "loss(n) - loss(o) < 0 +/- 0.1", "loss(o) - loss(n) > 0 +/- 0.1",
        "2 * loss(n) - 0.7 * loss(o) < 0.1 +/- 0.1", "0.3 * loss(n) + loss(o) < 0.5 +/- 0.1",
    ];

    // As a function of noise a score is the upper of two neighbours up to some noise and then the lower: counted exactly, not sampled.
    [Test]
    public void OutcomeOf_OverAllNoises_HasTheMeanOfTheScore([ValueSource(nameof(Clauses))] string clause, [Values] LossKind kind)
    {
        var losses = new Losses(kind, 0.1, 0.9);
        var score = losses.Score(clause);
        var width = score.Supremum - score.Infimum;
        var random = new Random(7);
        for (var item = 0; item < 300; item++)
        {
            var (candidate, baseline, label) = (random.NextDouble() * 1.2, random.NextDouble() * 1.2, random.NextDouble());
            var (upper, count) = Upper(noise => score.OutcomeOf(losses.Pair(candidate, baseline, noise), losses.Numbers.IndexOf(label)));
            // From the definition, as the clause is turned.
            var value = Value(clause, Loss(losses.Settings, candidate - label), Loss(losses.Settings, baseline - label)) * (score.IsTurned ? -1 : 1);
            var mean = count == 0 ? upper : upper - 1 + (count / Noises);
            Assert.That(score.Infimum + (width * mean / Cells), Is.EqualTo(value).Within(width * 3e-13));
        }
    }

    [Test]
    public void OutcomeOf_APointOfTheGrid_IsNotMoved()
    {
        var losses = new Losses(LossKind.Absolute, 0, 1);
        var score = losses.Score("loss(n) > 0.4 +/- 0.1");
        for (var index = 0; index <= Cells; index++)
        {
            Assert.That(score.DistinctValues[index], Is.EqualTo(index / (double)Cells));
            foreach (var noise in new uint[] { 0, 1, uint.MaxValue })
                Assert.That(score.OutcomeOf(losses.Pair(index / (double)Cells, 0, noise), losses.Numbers.IndexOf(0)), Is.EqualTo(index));
        }
    }

    [TestCase("loss(n) - loss(o) < 0 +/- 0.1", 0.0, 1.0)]
    [TestCase("0.3 * loss(n) - 0.3 * loss(o) > 0 +/- 0.1", 0.7, 12.3)]
    public void OutcomeOf_CoefficientsThatCancel_EqualLossesScoreExactlyZero(string clause, double lowest, double highest)
    {
        var losses = new Losses(LossKind.Squared, lowest, highest);
        var score = losses.Score(clause);
        Assert.That(score.DistinctValues[Cells / 2], Is.Zero);
        Assert.That(score.DistinctValues.Reverse().Select(value => -value), Is.EqualTo(score.DistinctValues));
        foreach (var (candidate, baseline, label) in new[] { (0.123, 0.123, 1.0), (2.0, 3.0, 2.5), (1e9, -1e12, 0), (0, 2, 1) })
        {
            foreach (var noise in new uint[] { 0, uint.MaxValue })
                Assert.That(score.OutcomeOf(losses.Pair(candidate, baseline, noise), losses.Numbers.IndexOf(label)), Is.EqualTo(Cells / 2));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property OutcomeOf_AnyNumbersAndRange_StaysOnTheGridBesideTheScore()
    {
        var numbers = ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => number.Get);
        var generator = from width in Gen.Choose(1, 1000)
                        from lowest in Gen.Choose(0, 3)
                        from clause in Gen.Elements(Clauses)
                        from candidate in numbers
                        from baseline in numbers
                        from label in numbers
                        from noise in ArbMap.Default.GeneratorFor<uint>()
                        select (Losses: new Losses(LossKind.Squared, lowest * 0.37, (lowest * 0.37) + (width / 100.0)), clause, candidate, baseline, label, noise);
        return Prop.ForAll(generator.ToArbitrary(), drawn =>
        {
            var score = Compile(drawn.Losses, drawn.clause);
            var index = score.OutcomeOf(drawn.Losses.Pair(drawn.candidate, drawn.baseline, drawn.noise), drawn.Losses.Numbers.IndexOf(drawn.label));
            var value = (score.IsTurned ? -1 : 1)
                * Value(drawn.clause, Loss(drawn.Losses.Settings, drawn.candidate - drawn.label), Loss(drawn.Losses.Settings, drawn.baseline - drawn.label));
            var cell = (score.Supremum - score.Infimum) / Cells;
            return index is >= 0 and <= Cells && Math.Abs(score.DistinctValues[index] - value) <= cell * (1 + 1e-9);
        });
    }

    [TestCase(0, 1, "1e308 * loss(n) - 1e308 * loss(o) > 0 +/- 0.1")]
    [TestCase(1e6, 1000001.5, "loss(n) - 0.9999999999 * loss(o) - 0.0000000001 * loss(o) > 0.1 +/- 0.1", Description = "can be told apart")]
    public void Compile_ScoresThatCannotBeToldApart_SaysSo(double lowest, double highest, string clause)
    {
        ClauseScore.Compile(Parse.Clause(clause), Mode.FpFree, out var impossible, loss: new LossSettings(LossKind.Absolute, lowest, highest));
        if (highest > 1) Assert.That(impossible, Is.Null);
        else Assert.That(impossible, Does.EndWith("takes values that are too large or too near to each other to be told apart"));
    }

    [Test]
    public void Compile_LossThatNothingDeclares_IsRefused() =>
        Assert.That(() => ClauseScore.Compile(Parse.Clause("loss(n) < 0.1 +/- 0.1"), Mode.FpFree, out _), Throws.ArgumentException);

    [TestCase("loss(n) < 2 +/- 0.1", Mode.FpFree, "'loss(n) < 0.1 +/- 0.1' can never hold: its left side lies between 0.5 and 2", "loss(n) < 0.1 +/- 0.1")]
    [TestCase("loss(n) - loss(o) < 0 +/- 0.1", Mode.FnFree, "'loss(n) - loss(o) < 2 +/- 0.1' always holds: its left side lies between -1.5 and 1.5", "loss(n) - loss(o) < 2 +/- 0.1")]
    public void Compile_ConstantOutsideTheRange_IsImpossible(string possible, Mode mode, string why, string impossible)
    {
        var settings = new LossSettings(LossKind.Absolute, 0.5, 2);
        ClauseScore.Compile(Parse.Clause(impossible), mode, out var found, loss: settings);
        Assert.That(found, Is.EqualTo(why));
        ClauseScore.Compile(Parse.Clause(possible), mode, out found, loss: settings);
        Assert.That(found, Is.Null);
    }

    /// <summary>The greater of the two outcomes that noise decides between, and how many noises give it; exact by bisection.</summary>
    private static (int Upper, double Count) Upper(Func<uint, int> outcome)
    {
        var (first, last) = (outcome(0), outcome(uint.MaxValue));
        if (first == last) return (first, 0);
        Assert.That(first, Is.EqualTo(last + 1));
        var (upper, lower) = (0u, uint.MaxValue);
        while (lower - upper > 1)
        {
            var middle = upper + ((lower - upper) / 2);
            if (outcome(middle) == first) upper = middle;
            else lower = middle;
        }
        return (first, lower);
    }

    private static ClauseScore Compile(Losses losses, string clause)
    {
        // Whether it can be decided does not matter here.
        var score = ClauseScore.Compile(Parse.Clause(clause), Mode.FpFree, out _, loss: losses.Settings);
        return score.Resolve(losses.Task, []);
    }

    private static double Loss(LossSettings settings, double error) =>
        Math.Min(Math.Max(settings.Kind == LossKind.Squared ? error * error : Math.Abs(error), settings.Lowest), settings.Highest);

    private static double Value(string clause, double candidate, double baseline) => Parse.Clause(clause).Terms.Sum(
        term => term.Coefficient * (term.Quantity.Model == ModelCI.Core.Conditions.ModelRole.Candidate ? candidate : baseline));
}
