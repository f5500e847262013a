using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>A request for labels against what the gate itself asks for.</summary>
internal sealed class NeededLabelsTests
{
    private const int Classes = 3;

    private static readonly Kind[] Kinds =
    [
        new(0.3, 1, 1, 1, 2), new(0.2, 0, 0, 0, 1), new(0.1, 1, 0, 1, 1), new(0.1, 0, 1, 1), new(0.1, 2, 0, 1, 3), new(0.1, 0, 0, 1, 2), new(0.1, 1, 2, 0, 1),
    ];

    private static readonly (string Condition, DecisionMethod Method)[] Questions =
    [
        ("n - o > 0.01 +/- 0.05", DecisionMethod.Sequential),
        ("n > 0.7 +/- 0.05", DecisionMethod.Sequential),
        ("n[women] - o[women] > 0.01 +/- 0.05", DecisionMethod.Sequential),
        ("recall(n, 1) > 0.6 +/- 0.1", DecisionMethod.Sequential),
        ("precision(n, 1)[men] > 0.6 +/- 0.1", DecisionMethod.Sequential),
        ("f1(n, 1) > 0.6 +/- 0.1 /\\ n - o > 0.01 +/- 0.05", DecisionMethod.Sequential),
        ("d < 0.9 +/- 0.1 /\\ n - o > 0.01 +/- 0.05", DecisionMethod.Sequential),
        ("n > 0.5 +/- 0.1 /\\ precision(n, 1) > 0.4 +/- 0.1", DecisionMethod.Hoeffding),
        ("recall(n, 1) > 0.5 +/- 0.1", DecisionMethod.Exact),
        ("n - o > 0 +/- 0.1", DecisionMethod.Bennett),
        ("n[women] - o[women] > 0 +/- 0.15 /\\ n > 0.5 +/- 0.1", DecisionMethod.Bennett),
        ("d < 0.5 +/- 0.1 /\\ n - o > 0 +/- 0.1", DecisionMethod.Bennett),
        ("n > 0.95 +/- 0.03", DecisionMethod.Bennett),
    ];

    [Test]
    public void Positions_HoldEveryLabelThatTheGateUses_WhateverTheLevelAndLabels(
        [ValueSource(nameof(Questions))] (string Condition, DecisionMethod Method) question, [Values] Mode mode)
    {
        var (used, needed) = (0, 0);
        for (ulong seed = 0; seed < 40; seed++)
        {
            var items = KindItems.Drawn(1_500, seed, Kinds);
            items.Unsure(Enumerable.Range(0, items.Count).Where(position => position % 11 == 3));
            var alpha = seed % 2 == 0 ? 0.2 : 1e-4;
            var clauses = Clauses(question, mode, alpha);
            var positions = NeededLabels.Positions(clauses, Classes, items, int.MaxValue);
            Assert.That(items.Asked, Is.Empty, "a request is made without labels");
            var evidence = Run(clauses, mode, alpha, items).Evidence;
            Assert.That(evidence.LabelledPositions.Except(positions), Is.Empty);
            (used, needed) = (used + evidence.LabelledPositions.Count, needed + positions.Count);
        }
        Assert.That(used, Is.Positive);
        Assert.That(used, Is.LessThanOrEqualTo(needed));
    }

    // Under fn-free an undecided clause on d alone ends nothing.
    [Test]
    public void Positions_OfAGateThatCannotDecide_AreWhatItUses([ValueSource(nameof(Questions))] (string Condition, DecisionMethod Method) question)
    {
        const double Never = 1e-290;
        var items = KindItems.Drawn(1_500, 5, Kinds);
        var clauses = Clauses(question, Mode.FnFree, Never);
        var decision = Run(clauses, Mode.FnFree, Never, items);
        Assert.That(decision, Is.TypeOf<Decision.Undecided>());
        Assert.That(NeededLabels.Positions(clauses, Classes, items, int.MaxValue), Is.EqualTo(decision.Evidence.LabelledPositions));
        Assert.That(NeededLabels.Positions(clauses, Classes, items, 17), Is.EqualTo(decision.Evidence.LabelledPositions.Take(17)));
    }

    // Sizes are fixed beforehand: what lies behind the sample is never bought. The first sample of n - o is read without labels.
    [TestCase("n > 0.5 +/- 0.1", DecisionMethod.Hoeffding)]
    [TestCase("n - o > 0 +/- 0.1", DecisionMethod.Bennett)]
    public void Positions_OfAFixedSample_AreThatSample(string condition, DecisionMethod method)
    {
        const double Alpha = 0.05;
        var items = KindItems.Drawn(4_000, 1, Kinds);
        var clauses = Clauses((condition, method), Mode.FpFree, Alpha);
        var decision = Run(clauses, Mode.FpFree, Alpha, items);
        Assert.That(decision, Is.Not.TypeOf<Decision.Undecided>());
        Assert.That(NeededLabels.Positions(clauses, Classes, items, int.MaxValue), Is.EqualTo(decision.Evidence.LabelledPositions));
    }

    [Test]
    public void Positions_OfAClauseWithoutLabels_AreNone()
    {
        var items = KindItems.Drawn(100, 1, Kinds);
        Assert.That(NeededLabels.Positions(Parse.Scores("d < 0.2 +/- 0.05"), Classes, items, 10), Is.Empty);
    }

    private static IReadOnlyList<ClauseScore> Clauses((string Condition, DecisionMethod Method) question, Mode mode, double alpha) =>
        FixedSampling.Size(Parse.Scores(question.Condition, mode, question.Method), mode, Decide.Levels(alpha, alpha).Alpha);

    private static Decision Run(IReadOnlyList<ClauseScore> clauses, Mode mode, double alpha, KindItems items) =>
        Gate.Decide(clauses, mode, Decide.Levels(alpha, alpha), Classes, items, items, new LabelAllowance(new bool[items.Count], null));
}
