using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Gating;

/// <summary>Which labels the gate asks for, and what happens when there are none.</summary>
internal sealed class GateLabelTests
{
    private static readonly Cell[] Mixed =
    [
        Cell.BothRight, Cell.OnlyCandidateRight, Cell.BothWrongSame, Cell.BothRight, Cell.OnlyBaselineRight, Cell.BothWrongDiffer, Cell.BothRight,
    ];

    [Test]
    public void Decide_Difference_AsksOnlyWhereTheModelsDisagree()
    {
        var items = new CellItems(Mixed);
        var decision = Decide.Of("n - o > 0 +/- 0.1", items, 1e-6);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision, Is.TypeOf<Decision.Undecided>().And.Property("Of").EqualTo(Shortage.Items));
            Assert.That(items.Asked, Is.EqualTo(new[] { 1, 4, 5 }));
            Assert.That(decision.Evidence.LabelledPositions, Is.EqualTo(items.Asked));
            Assert.That(decision.Evidence.NewLabels, Is.EqualTo(3));
            Assert.That(decision.Evidence.ItemsRead, Is.EqualTo(7));
            // -1, 0 and +1 of the metric.
            Assert.That(decision.Evidence.Clauses[0].Counts, Is.EqualTo(new long[] { 1, 5, 1 }));
        }
    }

    [Test]
    public void Decide_LabelFree_NeverAsks()
    {
        var items = new CellItems([.. Enumerable.Repeat(Cell.BothRight, 400)]);
        var decision = Decide.Of("d < 0.2 +/- 0.05", items, 0.01);
        Assert.That(decision, Is.TypeOf<Decision.Passed>());
        Assert.That(items.Asked, Is.Empty);
        Assert.That(decision.Evidence.ItemsRead, Is.LessThan(400), "the clause is closed at its first crossing");
    }

    [Test]
    public void Decide_LabelFreeClauseRefused_FailsBeforeTheFirstLabel()
    {
        // Written last, still read first.
        var items = new CellItems([.. Enumerable.Repeat(Cell.OnlyCandidateRight, 400)]);
        var decision = Decide.Of("n > 0.8 +/- 0.05 /\\ d < 0.2 +/- 0.05", items, 0.01);
        Assert.That(decision, Is.TypeOf<Decision.Failed>());
        Assert.That(items.Asked, Is.Empty);
        Assert.That(decision.Evidence.Clauses.Select(clause => clause.Outcome), Is.EqualTo(new[] { ClauseOutcome.Undecided, ClauseOutcome.Refused }));
    }

    [Test]
    public void Decide_LabelFreeClauseUndecided_SpendsLabelsOnlyWhereTheyCanDecide()
    {
        Cell[] cells = [.. Enumerable.Range(0, 20).Select(i => i % 5 == 0 ? Cell.OnlyCandidateRight : Cell.BothRight)];
        var fpFree = new CellItems(cells);
        var fnFree = new CellItems(cells);
        using (Assert.EnterMultipleScope())
        {
            // fp-free: no label can make it pass any more. fn-free: a refusal still can come from the other clause.
            Assert.That(Decide.Of("n > 0.8 +/- 0.05 /\\ d < 0.2 +/- 0.05", fpFree, 0.01), Is.TypeOf<Decision.Undecided>());
            Assert.That(fpFree.Asked, Is.Empty);
            Assert.That(Decide.Of("n > 0.8 +/- 0.05 /\\ d < 0.2 +/- 0.05", fnFree, 0.01, Mode.FnFree), Is.TypeOf<Decision.Undecided>());
            Assert.That(fnFree.Asked, Is.Not.Empty);
        }
    }

    [Test]
    public void Decide_ClauseClosed_NoLongerCostsLabels()
    {
        // n is accepted while all items agree; from then on only the disagreements of n - o cost.
        var items = new CellItems([.. Enumerable.Repeat(Cell.BothRight, 40), .. Enumerable.Repeat(Cell.OnlyCandidateRight, 400)]);
        var decision = Decide.Of("n - o > 0.02 +/- 0.02 /\\ n > 0.3 +/- 0.1", items, 1e-3);
        var closed = (int)decision.Evidence.Clauses[1].Items;
        Assert.That(decision, Is.TypeOf<Decision.Passed>());
        Assert.That(closed, Is.LessThan(40));
        Assert.That(items.Asked, Has.None.InRange(closed, 39));
    }

    [Test]
    public void Decide_FirstCrossing_StopsThere()
    {
        var items = new CellItems([.. Enumerable.Repeat(Cell.OnlyCandidateRight, 1000)]);
        var decision = Decide.Of("n - o > 0 +/- 0.1", items, 1e-3);
        var clause = decision.Evidence.Clauses[0];
        var one = new CellItems([.. Enumerable.Repeat(Cell.OnlyCandidateRight, items.Asked.Count - 1)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision, Is.TypeOf<Decision.Passed>());
            Assert.That(clause.AcceptLogValue, Is.GreaterThanOrEqualTo(Math.Log(1000)));
            Assert.That(items.Asked, Has.Count.EqualTo(clause.Items));
            // One item less did not suffice.
            Assert.That(Decide.Of("n - o > 0 +/- 0.1", one, 1e-3), Is.TypeOf<Decision.Undecided>());
        }
    }

    [TestCase(0)]
    [TestCase(2)]
    public void Decide_AllowanceReached_IsUndecidedForWantOfLabels(int allowance)
    {
        var items = new CellItems(Mixed);
        var decision = Decide.Of("n - o > 0 +/- 0.1", items, 1e-6, allowance: allowance);
        Assert.That(decision, Is.TypeOf<Decision.Undecided>().And.Property("Of").EqualTo(Shortage.Labels));
        Assert.That(items.Asked, Has.Count.EqualTo(allowance));
        Assert.That(decision.Evidence.NewLabels, Is.EqualTo(allowance));
    }

    [Test]
    public void Decide_OwnedLabels_CostNothingOfTheAllowance()
    {
        var items = new CellItems(Mixed);
        var decision = Decide.Of("n - o > 0 +/- 0.1", items, 1e-6, allowance: 1, owned: [1, 5, 6]);
        Assert.That(decision, Is.TypeOf<Decision.Undecided>().And.Property("Of").EqualTo(Shortage.Items));
        Assert.That(decision.Evidence.LabelledPositions, Is.EqualTo(new[] { 1, 4, 5 }));
        Assert.That(decision.Evidence.NewLabels, Is.EqualTo(1));
    }

    [Test]
    public void Decide_LabelMissing_WaitsThereAndNeverSkips()
    {
        var items = new CellItems(Mixed).Missing(4);
        var decision = Decide.Of("n - o > 0 +/- 0.1", items, 1e-6);
        Assert.That(decision, Is.TypeOf<Decision.Waiting>().And.Property("Position").EqualTo(4));
        Assert.That(items.Asked, Is.EqualTo(new[] { 1, 4 }), "nothing behind the gap is looked at");
        Assert.That(decision.Evidence.LabelledPositions, Is.EqualTo(new[] { 1 }));
        Assert.That(decision.Evidence.Clauses[0].Items, Is.EqualTo(4));
    }

    [Test]
    public void Decide_LabelMissingWhereItIsFree_IsNotMissed()
    {
        var items = new CellItems(Mixed).Missing(0, 2, 3, 6);
        Assert.That(Decide.Of("n - o > 0 +/- 0.1", items, 1e-6), Is.TypeOf<Decision.Undecided>());
    }

    [Test]
    public void Decide_GoingOnAfterWaiting_GivesWhatCompleteLabelsGive()
    {
        Cell[] cells = [.. Enumerable.Range(0, 3000).Select(i => i % 10 == 0 ? Cell.OnlyCandidateRight : Cell.BothRight)];
        var complete = Decide.Of("n - o > 0 +/- 0.01", new CellItems(cells), 1e-4);
        var waited = Decide.Of("n - o > 0 +/- 0.01", new CellItems(cells).Missing(70), 1e-4);
        var resumed = Decide.Of("n - o > 0 +/- 0.01", new CellItems(cells), 1e-4);
        Assert.That(waited, Is.TypeOf<Decision.Waiting>());
        Assert.That(resumed.Evidence.Clauses[0].AcceptLogValue, Is.EqualTo(complete.Evidence.Clauses[0].AcceptLogValue));
        Assert.That(resumed, Is.TypeOf<Decision.Passed>());
    }
}
