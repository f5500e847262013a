using ModelCI.Core.Conditions;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Conditions;

internal sealed class ConditionProblemsTests
{
    [TestCase("n - o[women] > 0 +/- 0.1", 4, "MCI1009", "o[women] stands beside n: the terms of one clause are all over the same slice")]
    [TestCase("n[women] - n[men] > 0 +/- 0.1", 11, "MCI1009", "n[men] stands beside n[women]: the terms of one clause are all over the same slice")]
    [TestCase("recall(n, 1) - recall(o, 2) > 0 +/- 0.1", 15, "MCI1009", "recall(o, 2) stands beside recall(n, 1): recalls of different classes count over different items")]
    [TestCase("precision(n, 1) - precision(o, 1) > 0 +/- 0.1", 18, "MCI1009", "precision(o, 1) stands beside precision(n, 1): a clause takes one precision or f1 only")]
    [TestCase("f1(n, 1) - f1(o, 1) > 0 +/- 0.1", 11, "MCI1009", "f1(o, 1) stands beside f1(n, 1): a clause takes one precision or f1 only")]
    [TestCase("f1(n, 1) + precision(n, 1) > 0 +/- 0.1", 11, "MCI1009", "precision(n, 1) stands beside f1(n, 1): they count over different items")]
    [TestCase("recall(n, 1) + n > 0 +/- 0.1", 15, "MCI1009", "n stands beside recall(n, 1): they count over different items")]
    [TestCase("d - precision(n, 1) > 0 +/- 0.1", 4, "MCI1009", "precision(n, 1) stands beside d: they count over different items")]
    [TestCase("topk(n, 5) > 0 +/- 0.1", 0, "MCI1011", "topk(n, 5) is not supported by this version of ModelCI")]
    [TestCase("n > 0.5 +/- 0.1 /\\ loss(n) < 0.1 +/- 0.1", 19, "MCI1011", "loss(n) is not supported by this version of ModelCI")]
    // The same quantity is at home in the first clause and forbidden in the second.
    [TestCase("o[women] > 0 +/- 0.1 /\\ n - o[women] > 0 +/- 0.1", 28, "MCI1009", "o[women] stands beside n")]
    public void OfForms_NoScore_NamesAndMarksTheTerm(string source, int column, string code, string what)
    {
        var found = ConditionProblems.OfForms(Parse.Condition(source)).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((found.Column, found.Problem.Code), Is.EqualTo((column, code)));
            Assert.That(found.Problem.What, Does.StartWith(what));
            Assert.That(found.Problem.Fix, Is.Not.Empty);
            Assert.That(found.Problem.Excerpt, Does.StartWith(source).And.Contain("\n" + new string(' ', column) + "^"));
        }
    }

    [TestCase("n - 2 * o + d > 0 +/- 0.1")]
    [TestCase("n[women] - o[women] + d[women] > 0 +/- 0.1")]
    [TestCase("recall(n, 1)[women] - 2 * recall(o, 1)[women] > 0 +/- 0.1")]
    [TestCase("precision(n, 1) > 0 +/- 0.1 /\\ precision(o, 2) < 0.5 +/- 0.1")]
    [TestCase("-3 * f1(o, 'a b') < -1 +/- 0.1")]
    [TestCase("n + recall(n, 1) - recall(n, 1) > 0.5 +/- 0.1")]
    public void OfForms_Allowed_IsEmpty(string source) => Assert.That(ConditionProblems.OfForms(Parse.Condition(source)), Is.Empty);

    [Test]
    public void OfSlices_UnknownSlice_NamesItAndTheNearest()
    {
        var condition = Parse.Condition("n[women] > 0.5 +/- 0.1 /\\ d[wmen] < 0.5 +/- 0.1");
        var found = ConditionProblems.OfSlices(condition, ["women", "men"]).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((found.Column, found.Problem.Code), Is.EqualTo((26, "MCI1009")));
            Assert.That(found.Problem.What, Is.EqualTo("d[wmen] is over the slice 'wmen', which is none of the slices women, men"));
            Assert.That(found.Problem.Fix, Is.EqualTo("did you mean 'women'?"));
            Assert.That(found.Problem.Excerpt, Does.EndWith("\n" + new string(' ', 26) + "^^^^^^^"));
        }
        Assert.That(ConditionProblems.OfSlices(condition, []).Select(problem => problem.Problem.What).Last(), Is.EqualTo("d[wmen] is over the slice 'wmen', which is not declared"));
        Assert.That(ConditionProblems.OfNamedSlices(condition).Select(problem => problem.Column), Is.EqualTo(new[] { 0, 26 }));
    }

    [Test]
    public void OfClasses_UnknownClass_NamesItAndTheNearest()
    {
        var found = ConditionProblems.OfClasses(Parse.Condition("recall(n, cat) > 0.5 +/- 0.1 /\\ f1(n, dgo) > 0.5 +/- 0.1"), ["cat", "dog", "mouse"]).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Column, Is.EqualTo(32));
            Assert.That(found.Problem.What, Is.EqualTo("f1(n, dgo) names the class 'dgo', which is none of the classes cat, dog, mouse"));
            Assert.That(found.Problem.Fix, Is.EqualTo("did you mean 'dog'?"));
        }
    }
}
