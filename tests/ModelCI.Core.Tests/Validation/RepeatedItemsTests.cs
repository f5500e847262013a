using ModelCI.Core.Items;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Validation;

/// <summary>Items with equal features, and what their labels say.</summary>
internal sealed class RepeatedItemsTests
{
    private static Finding? Duplicates(ItemPool items, bool? may = null, CheckDepth depth = CheckDepth.Everything)
    {
        var schema = may is null ? null : new HoldoutSchema([.. items.Columns.Select(column => new ColumnSchema(column.Name, column.Type, column.RowShape))], null, may);
        return HoldoutCheck.Of(schema, items, TestSets.Unlabelled(items), depth).SingleOrDefault(finding => finding.Rule == FindingRule.DuplicateItems);
    }

    [Test]
    public void ManyItems_AreGroupedAsByComparingAll()
    {
        var random = new Random(5);
        var (numbers, texts) = (new int[60_000], new string[60_000]);
        for (var row = 0; row < numbers.Length; row++) (numbers[row], texts[row]) = (random.Next(300), $"t{random.Next(300)}");
        var groups = numbers.Zip(texts).Index().GroupBy(entry => entry.Item, entry => entry.Index).Where(group => group.Count() > 1).ToArray();
        var finding = Duplicates(TestSets.Of(TestSets.Numbers("n", ElementType.Int32, numbers), TestSets.Texts("t", texts)))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(groups, Has.Length.GreaterThan(10_000));
            Assert.That((finding.Found, finding.Count), Is.EqualTo(($"groups of equal ones: {groups.Length}", groups.Sum(group => group.Count()))));
            Assert.That(finding.Items, Is.EqualTo(groups.SelectMany(group => group).Take(5).Select(row => $"i{row}")));
        }
    }

    [Test]
    public void TextsThatRunTogether_AreNotEqual() =>
        Assert.That(Duplicates(TestSets.Of(TestSets.Texts("a", "ab", "a", ""), TestSets.Texts("b", "c", "bc", "abc"))), Is.Null);

    [Test]
    public void LongTexts_AreComparedWhole()
    {
        var text = new string('x', 100_000);
        Assert.That(Duplicates(TestSets.Of(TestSets.Texts("a", text, text + "y", text, "z")))!.Items, Is.EqualTo(new[] { "i0", "i2" }));
    }

    [Test]
    public void Arrays_AreComparedToTheBit()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.Float32, [1, 0, 1, -0f, 1, 0], 2));
        Assert.That(Duplicates(items)!.Items, Is.EqualTo(new[] { "i0", "i2" }));
    }

    [TestCase(null, CheckDepth.Everything, FindingSeverity.Warning)]
    [TestCase(false, CheckDepth.Everything, FindingSeverity.Error)]
    [TestCase(false, CheckDepth.Items, FindingSeverity.Error)]
    [TestCase(true, CheckDepth.Everything, null)]
    [TestCase(null, CheckDepth.Items, null)]
    [TestCase(false, CheckDepth.Structure, null)]
    public void Duplicates_AreWhatTheSchemaSays(bool? may, CheckDepth depth, FindingSeverity? severity) =>
        Assert.That(Duplicates(TestSets.Of(TestSets.Texts("a", "x", "y", "x")), may, depth)?.Severity, Is.EqualTo(severity));

    [TestCase(null, FindingSeverity.Warning)]
    [TestCase(false, FindingSeverity.Error)]
    [TestCase(true, null)]
    public void Contradictions_AreKnownLabelsThatDiffer(bool? may, FindingSeverity? severity)
    {
        var items = TestSets.Of(TestSets.Texts("a", "x", "y", "x", "y", "z", "z", "z"));
        var labels = new LabelBook(TestSets.TwoClasses, [0, 1, 0, LabelBook.Missing, 0, LabelBook.Unsure, 1]);
        var schema = new HoldoutSchema([new ColumnSchema("a", ElementType.String)], new LabelSchema(mayContradict: may), mayRepeatItems: true);
        var found = HoldoutCheck.Of(schema, items, labels, CheckDepth.Everything);
        Assert.That(found.SingleOrDefault()?.Severity, Is.EqualTo(severity));
        foreach (var finding in found)
        {
            Assert.That((finding.Rule, finding.DependsOnLabels, finding.Count), Is.EqualTo((FindingRule.ContradictoryLabels, true, 3)));
            Assert.That(finding.Items, Is.EqualTo(new[] { "i4", "i5", "i6" }));
        }
        Assert.That(HoldoutCheck.Of(schema, items, labels, CheckDepth.Items), Is.Empty);
    }

    [Test]
    public void NumbersAsLabels_DoNotContradict()
    {
        var numbers = new NumberTable();
        var items = TestSets.Of(TestSets.Texts("a", "x", "x"));
        var labels = new LabelBook(numbers, [numbers.IndexOf(1), numbers.IndexOf(2)]);
        Assert.That(HoldoutCheck.Of(null, items, labels, CheckDepth.Everything).Select(finding => finding.Rule), Has.None.EqualTo(FindingRule.ContradictoryLabels));
    }
}
