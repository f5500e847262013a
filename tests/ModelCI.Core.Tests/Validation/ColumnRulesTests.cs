using ModelCI.Core.Items;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Validation;

/// <summary>What a schema says of single columns: every violation is an error that names the items.</summary>
internal sealed class ColumnRulesTests
{
    private static readonly string[] Colours = ["red", "green", "", "blue", "red", "grey"];

    private static Finding TheOne(ItemPool items, CheckDepth depth, params ColumnSchema[] columns)
    {
        var finding = TestSets.Check(items, depth, columns).Single();
        Assert.That((finding.Severity, finding.DependsOnLabels), Is.EqualTo((FindingSeverity.Error, false)));
        return finding;
    }

    [Test]
    public void Structure_MissingColumn_IsAnErrorUnlessOptional()
    {
        var items = TestSets.Of(TestSets.Texts("a", "x"));
        var a = new ColumnSchema("a", ElementType.String);
        Assert.That(TestSets.Check(items, CheckDepth.Structure, a, new ColumnSchema("b", ElementType.Bool, isRequired: false)), Is.Empty);
        var finding = TheOne(items, CheckDepth.Structure, a, new ColumnSchema("b", ElementType.Bool));
        Assert.That((finding.Rule, finding.Subject), Is.EqualTo((FindingRule.MissingColumn, "b")));
    }

    [Test]
    public void Structure_ExtraColumn_IsAnError()
    {
        var finding = TheOne(TestSets.Of(TestSets.Texts("a", "x"), TestSets.Texts("b", "y")), CheckDepth.Structure, new ColumnSchema("a", ElementType.String));
        Assert.That((finding.Rule, finding.Subject, finding.Found), Is.EqualTo((FindingRule.ExtraColumn, "b", "string")));
    }

    [Test]
    public void Structure_OtherType_IsTheOnlyFinding()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.Int64, new long[] { 1000 }));
        var finding = TheOne(items, CheckDepth.Everything, new ColumnSchema("a", ElementType.Float64, max: 1));
        Assert.That((finding.Rule, finding.Expected, finding.Found), Is.EqualTo((FindingRule.Type, "float64", "int64")), "its values are not measured by the rules of another type");
    }

    [Test]
    public void Structure_OtherShape_IsAnError()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.UInt8, new byte[12], 2, 3));
        var finding = TheOne(items, CheckDepth.Structure, new ColumnSchema("a", ElementType.UInt8, [3, 2]));
        Assert.That((finding.Rule, finding.Expected, finding.Found), Is.EqualTo((FindingRule.Shape, "[3, 2] per item", "[2, 3] per item")));
        finding = TheOne(items, CheckDepth.Structure, new ColumnSchema("a", ElementType.UInt8));
        Assert.That(finding.Expected, Is.EqualTo("one value per item"));
    }

    [Test]
    public void Structure_SaysNothingOfValues()
    {
        var items = TestSets.Of(TestSets.Texts("a", "x", "x"));
        var schema = new HoldoutSchema([new ColumnSchema("a", ElementType.String, categories: ["y"])], mayRepeatItems: false);
        Assert.That(HoldoutCheck.Of(schema, items, TestSets.Balanced(items), CheckDepth.Structure), Is.Empty);
        Assert.That(HoldoutCheck.Of(schema, items, TestSets.Balanced(items), CheckDepth.Items), Has.Count.EqualTo(2));
    }

    [Test]
    public void Range_ItemsOutside_AreCountedAndNamed()
    {
        var items = TestSets.Of(TestSets.Numbers("age", ElementType.Float64, new[] { 10, -0.5, double.NaN, 90, 90.5, double.PositiveInfinity }));
        var finding = TheOne(items, CheckDepth.Items, new ColumnSchema("age", ElementType.Float64, min: 0, max: 90));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((finding.Rule, finding.Count), Is.EqualTo((FindingRule.Range, 3)));
            Assert.That(finding.Items, Is.EqualTo(new[] { "i1", "i4", "i5" }));
            Assert.That((finding.Expected, finding.Found), Is.EqualTo(("0 to 90", "-0.5 to Infinity")));
        }
        Assert.That(TheOne(items, CheckDepth.Items, new ColumnSchema("age", ElementType.Float64, min: 0)).Items, Is.EqualTo(new[] { "i1" }));
        Assert.That(TheOne(items, CheckDepth.Items, new ColumnSchema("age", ElementType.Float64, max: 90)).Expected, Is.EqualTo("at most 90"));
    }

    [Test]
    public void Range_ArrayOutsideInOneElement_IsOneItem()
    {
        var values = new byte[3 * 784];
        (values[784], values[785], values[3 * 784 - 1]) = (200, 201, 255);
        var finding = TheOne(TestSets.Of(TestSets.Numbers("image", ElementType.UInt8, values, 28, 28)), CheckDepth.Items, new ColumnSchema("image", ElementType.UInt8, [28, 28], max: 199));
        Assert.That((finding.Count, string.Join(' ', finding.Items), finding.Found), Is.EqualTo((2, "i1 i2", "0 to 255")));
    }

    [Test]
    public void Categories_OtherTexts_AreListed_AndMissingIsNone()
    {
        var finding = TheOne(TestSets.Of(TestSets.Texts("colour", Colours)), CheckDepth.Items, new ColumnSchema("colour", ElementType.String, categories: ["red", "green"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((finding.Rule, finding.Count, finding.Found), Is.EqualTo((FindingRule.Categories, 2, "'blue', 'grey'")));
            Assert.That(finding.Items, Is.EqualTo(new[] { "i3", "i5" }));
        }
    }

    [Test]
    public void Categories_OfWholeNumbers_AreExactAtTheEndsOfTheirType()
    {
        var items = TestSets.Of(TestSets.Numbers("code", ElementType.UInt64, new[] { 1UL, ulong.MaxValue, ulong.MaxValue - 1 }));
        var finding = TheOne(items, CheckDepth.Items, new ColumnSchema("code", ElementType.UInt64, categories: ["1", "18446744073709551615"]));
        Assert.That((finding.Found, finding.Items.Single()), Is.EqualTo(("'18446744073709551614'", "i2")));
    }

    [Test]
    public void Categories_LongTextsAndOtherScripts_AreReadWhole()
    {
        var texts = new[] { "é", "🙂", new string('x', 700) + "é", new string('x', 700) };
        Assert.That(TestSets.Check(TestSets.Of(TestSets.Texts("a", texts)), CheckDepth.Items, new ColumnSchema("a", ElementType.String, categories: texts)), Is.Empty);
        var finding = TheOne(TestSets.Of(TestSets.Texts("a", texts)), CheckDepth.Items, new ColumnSchema("a", ElementType.String, categories: texts[..3]));
        Assert.That((finding.Count, finding.Items.Single()), Is.EqualTo((1, "i3")));
    }

    [TestCase(0.33, 1)]
    [TestCase(0.34, 0)]
    public void MissingValues_ShareAboveTheBound_IsAnError(double most, int findings)
    {
        var texts = TestSets.Check(TestSets.Of(TestSets.Texts("a", "x", "", "y")), CheckDepth.Items, new ColumnSchema("a", ElementType.String, mostMissing: most));
        var array = TestSets.Numbers("b", ElementType.Float32, [1, 2, float.NaN, 4, 5, 6], 2);
        var numbers = TestSets.Check(TestSets.Of(array), CheckDepth.Items, new ColumnSchema("b", ElementType.Float32, [2], mostMissing: most));
        Assert.That((texts.Count, numbers.Count), Is.EqualTo((findings, findings)));
        foreach (var finding in texts.Concat(numbers))
            Assert.That((finding.Rule, finding.Items.Single(), finding.Found), Is.EqualTo((FindingRule.MissingValues, "i1", "0.3333")));
    }

    [Test]
    public void ManyRows_AreToldInFileOrder()
    {
        // More than one task's rows.
        const int Rows = 1_000_000;
        var (numbers, texts) = (new int[Rows], new string[Rows]);
        Array.Fill(texts, "a");
        int[] bad = [3, 299_999, .. Enumerable.Range(600_001, 20), 999_999];
        foreach (var row in bad) (numbers[row], texts[row]) = (row + 1, $"b{row % 2}");
        var findings = TestSets.Check(
            TestSets.Of(TestSets.Numbers("n", ElementType.Int32, numbers), TestSets.Texts("t", texts)), CheckDepth.Items,
            new ColumnSchema("n", ElementType.Int32, max: 3), new ColumnSchema("t", ElementType.String, categories: ["a"]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(findings.Select(finding => finding.Count), Is.EqualTo(new[] { 23, 23 }));
            foreach (var finding in findings) Assert.That(finding.Items, Is.EqualTo(bad.Take(5).Select(row => $"i{row}")));
            Assert.That(findings.Select(finding => finding.Found), Is.EqualTo(new[] { "0 to 1000000", "'b1', 'b0'" }));
        }
    }

    [Test]
    public void Constructor_RefusesRulesThatATypeCannotHave()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new ColumnSchema("a", ElementType.String, min: 0), Throws.ArgumentException);
            Assert.That(() => new ColumnSchema("a", ElementType.Int8, min: 1, max: 0), Throws.ArgumentException);
            Assert.That(() => new ColumnSchema("a", ElementType.Int8, min: double.NaN), Throws.ArgumentException);
            Assert.That(() => new ColumnSchema("a", ElementType.Float32, categories: ["1"]), Throws.ArgumentException);
            Assert.That(() => new ColumnSchema("a", ElementType.Int8, [2], categories: ["1"]), Throws.ArgumentException);
            Assert.That(() => new ColumnSchema("a", ElementType.Int8, categories: ["01"]), Throws.ArgumentException);
            Assert.That(() => new ColumnSchema("a", ElementType.Float32, mostMissing: 1.1), Throws.ArgumentException);
            Assert.That(() => new HoldoutSchema([new ColumnSchema("a", ElementType.Int8), new ColumnSchema("a", ElementType.Bool)]), Throws.ArgumentException);
            Assert.That(() => new LabelSchema(["a", "b"], min: 0), Throws.ArgumentException);
            Assert.That(() => new LabelSchema(["a", "b"], [new ClassShare("c", 0.5, 0.1)]), Throws.ArgumentException);
        }
    }
}
