using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Conditions;

internal sealed class ConditionTests
{
    [Test]
    public void With_MoreClauses_AreAddedOnce()
    {
        var condition = Parse.Condition("n - o > 0 +/- 0.01 /\\ n[women] > 50% +/- 0.1");
        var more = condition.With([Parse.Clause("n[women] > 5e-1 +/- 10%"), Parse.Clause("d < 0.2 +/- 0.1"), Parse.Clause("d < 20% +/- 10%")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(more.ToString(), Is.EqualTo("n - o > 0 +/- 0.01 /\\ n[women] > 0.5 +/- 0.1 /\\ d < 0.2 +/- 0.1"));
            Assert.That(more.Display, Is.EqualTo(more.ToString()));
            Assert.That((more.Source, more.Mentions), Is.EqualTo((condition.Source, condition.Mentions)), "messages point at what was written");
            Assert.That(condition.With([Parse.Clause("n - o > 0 +/- 0.01")]), Is.SameAs(condition));
            Assert.That(condition.Display, Is.EqualTo(condition.Source));
        }
    }

    [Test]
    public void Slices_OfAllClauses_AreDistinctInTheirOrder() =>
        Assert.That(Parse.Condition("n[b] - o[b] > 0 +/- 0.1 /\\ n > 0 +/- 0.1 /\\ d[a] < 1 +/- 0.1 /\\ d[b] < 1 +/- 0.1").Slices, Is.EqualTo(new[] { "b", "a" }));

    [Test]
    public void Over_ASlice_MovesEveryTerm() =>
        Assert.That(Parse.Clause("2 * recall(n, 'a b') - recall(o, 'a b') < 0.1 +/- 0.01").Over("women").ToString(),
            Is.EqualTo("2 * recall(n, 'a b')[women] - recall(o, 'a b')[women] < 0.1 +/- 0.01"));
}
