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
    [TestCase("topk(n, 5) - topk(o, 3) > 0 +/- 0.1", 13, "MCI1009", "topk(o, 3) stands beside topk(n, 5): a clause takes one k only")]
    [TestCase("n - topk(o, 3) > 0 +/- 0.1", 4, "MCI1009", "topk(o, 3) stands beside n: a clause takes terms of one kind only")]
    [TestCase("loss(n) - d < 0.1 +/- 0.1", 10, "MCI1009", "d stands beside loss(n): a clause takes terms of one kind only")]
    [TestCase("recall(n, 1) - topk(o, 3) > 0 +/- 0.1", 15, "MCI1009", "topk(o, 3) stands beside recall(n, 1): they count over different items")]
    [TestCase("topk(n, 5)[women] - topk(o, 5) > 0 +/- 0.1", 20, "MCI1009", "topk(o, 5) stands beside topk(n, 5)[women]: the terms of one clause are all over the same slice")]
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
    [TestCase("2 * topk(n, 5)[women] - topk(o, 05)[women] > 0 +/- 0.1")]
    [TestCase("loss(n) - 2 * loss(o) < 0 +/- 0.1 /\\ d < 1 +/- 0.1")]
    [TestCase("n + recall(n, 1) - recall(n, 1) > 0.5 +/- 0.1")]
    public void OfForms_Allowed_IsEmpty(string source) => Assert.That(ConditionProblems.OfForms(Parse.Condition(source)), Is.Empty);

    [TestCase("topk(n, 3) > 0.5 +/- 0.1", 3, "topk(n, 3) is always 1: there are 3 classes")]
    [TestCase("topk(n, 2) - topk(o, 2) > 0 +/- 0.1 /\\ topk(n, 7)[women] > 0.5 +/- 0.1", 3, "topk(n, 7)[women] is always 1: there are 3 classes")]
    public void OfClasses_KNotBelowTheirNumber_NamesTheTerm(string source, int classes, string what)
    {
        var found = ConditionProblems.OfClasses(Parse.Condition(source), [.. Enumerable.Range(0, classes).Select(index => $"{index}")]).Single();
        Assert.That((found.Problem.Code, found.Problem.What), Is.EqualTo(("MCI1009", what)));
        Assert.That(ConditionProblems.OfClasses(Parse.Condition(source), [.. Enumerable.Range(0, 8).Select(index => $"{index}")]), Is.Empty);
    }

    [Test]
    public void OfTask_OtherTask_NamesTheTerms()
    {
        var classes = Parse.Condition("n - o > 0 +/- 0.1 /\\ topk(n, 5) > 0.5 +/- 0.1 /\\ f1(o, a) > 0.5 +/- 0.1 /\\ d < 0.5 +/- 0.1");
        var losses = Parse.Condition("loss(n) - loss(o) < 0 +/- 0.1 /\\ d < 0.5 +/- 0.1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ConditionProblems.OfTask(classes, isRegression: false, "holdout.loss"), Is.Empty);
            Assert.That(ConditionProblems.OfTask(losses, isRegression: true, "holdout.loss"), Is.Empty);
            Assert.That(ConditionProblems.OfTask(classes, isRegression: true, "holdout.loss").Select(found => found.Problem.What), Is.EqualTo(new[]
            {
                "n counts right answers, but holdout.loss makes this a regression, whose answers are numbers",
                "o counts right answers, but holdout.loss makes this a regression, whose answers are numbers",
                "topk(n, 5) counts right answers, but holdout.loss makes this a regression, whose answers are numbers",
                "f1(o, a) counts right answers, but holdout.loss makes this a regression, whose answers are numbers",
            }));
            var found = ConditionProblems.OfTask(losses, isRegression: false, "holdout.loss");
            Assert.That(found.Select(problem => (problem.Column, problem.Problem.Code)), Is.EqualTo(new[] { (0, "MCI1009"), (10, "MCI1009") }));
            Assert.That(found[0].Problem.What, Is.EqualTo("loss(n) needs holdout.loss, which says what the loss of an item is"));
        }
    }

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
