using ModelCI.Core.Items;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Validation;

/// <summary>What a schema says of labels. All of it depends on labels, but for classes that were declared.</summary>
internal sealed class LabelRulesTests
{
    private static readonly ItemPool Items = TestSets.Of(TestSets.Numbers("a", ElementType.Int32, [.. Enumerable.Range(0, 100)]));

    private static IReadOnlyList<Finding> Check(LabelSchema rules, LabelBook labels, CheckDepth depth = CheckDepth.Everything, bool areClassesDeclared = false) =>
        HoldoutCheck.Of(new HoldoutSchema([new ColumnSchema("a", ElementType.Int32)], rules), Items, labels, depth, areClassesDeclared);

    [TestCase("no yes", null)]
    [TestCase("yes no", "another order")]
    [TestCase("no maybe", "not 'maybe'; also 'yes'")]
    [TestCase("no yes maybe", "not 'maybe'")]
    public void Classes_MustBeTheSameInOrder(string classes, string? found)
    {
        var rules = new LabelSchema(classes.Split(' '));
        var finding = Check(rules, TestSets.Balanced(Items)).SingleOrDefault();
        Assert.That(finding?.Found, Is.EqualTo(found));
        Assert.That(finding?.DependsOnLabels, Is.EqualTo(found is null ? null : true));
        Assert.That(Check(rules, TestSets.Balanced(Items), CheckDepth.Items), Is.Empty);
        Assert.That(Check(rules, TestSets.Balanced(Items), CheckDepth.Structure, areClassesDeclared: true), Has.Count.EqualTo(found is null ? 0 : 1), "what was declared is no secret");
    }

    [TestCase(0.5, 0.01, 0)]
    [TestCase(0.55, 0.05, 0)]
    [TestCase(0.56, 0.05, 1)]
    [TestCase(0.44, 0.05, 1)]
    public void Balance_ShareBeyondTheTolerance_IsAnError(double share, double tolerance, int findings)
    {
        var found = Check(new LabelSchema(["no", "yes"], [new ClassShare("yes", share, tolerance)]), TestSets.Balanced(Items));
        Assert.That(found, Has.Count.EqualTo(findings));
        foreach (var finding in found)
        {
            Assert.That(
                (finding.Severity, finding.Rule, finding.Subject, finding.Found, finding.Count, finding.DependsOnLabels),
                Is.EqualTo((FindingSeverity.Error, FindingRule.ClassBalance, "yes", "0.5", 50, true)));
        }
    }

    [Test]
    public void Balance_OfPartialLabels_IsNotMeasured()
    {
        var labels = new int[100];
        labels[0] = LabelBook.Missing;
        Assert.That(Check(new LabelSchema(["no", "yes"], [new ClassShare("yes", 0.5, 0.01)]), new LabelBook(TestSets.TwoClasses, labels)), Is.Empty);
    }

    [Test]
    public void LabelRange_OfARegression_NamesTheItems()
    {
        var numbers = new NumberTable();
        var labels = new LabelBook(numbers, [.. Enumerable.Range(0, 100).Select(row => row == 50 ? LabelBook.Missing : numbers.IndexOf(row / 10.0))]);
        Assert.That(Check(new LabelSchema(min: 0, max: 9.9), labels), Is.Empty);
        var finding = Check(new LabelSchema(min: 0.1, max: 9.7), labels).Single();
        Assert.That((finding.Rule, finding.Count, string.Join(' ', finding.Items), finding.Found, finding.DependsOnLabels), Is.EqualTo((FindingRule.LabelRange, 3, "i0 i98 i99", "0 to 9.9", true)));
        Assert.That(Check(new LabelSchema(["no", "yes"]), labels).Single().Found, Is.EqualTo("numbers"));
        Assert.That(Check(new LabelSchema(min: 0), TestSets.Balanced(Items)).Single().Found, Is.EqualTo("classes"));
    }

    [Test]
    public void Labels_OfAnotherLength_AreABug() =>
        Assert.That(() => HoldoutCheck.Of(null, Items, new LabelBook(TestSets.TwoClasses, [0]), CheckDepth.Structure), Throws.ArgumentException);
}
