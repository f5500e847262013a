using ModelCI.Core.Items;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Validation;

/// <summary>What is worth a look though no schema speaks of it: warnings, and for a run of the gate next to none.</summary>
internal sealed class ObservationTests
{
    private static IReadOnlyList<Finding> Look(ItemPool items, LabelBook? labels = null, CheckDepth depth = CheckDepth.Everything)
    {
        var findings = HoldoutCheck.Of(null, items, labels ?? TestSets.Unlabelled(items), depth);
        Assert.That(findings.Select(finding => finding.Severity), Is.All.EqualTo(FindingSeverity.Warning));
        return findings;
    }

    [Test]
    public void ConstantColumns_AreNamedWithTheirValue()
    {
        var items = TestSets.Of(
            TestSets.Texts("text", "x", "x"), TestSets.Numbers("number", ElementType.Float32, [1.5f, 1.5f]), TestSets.Numbers("flag", ElementType.Bool, new byte[] { 1, 1 }),
            TestSets.Numbers("varied", ElementType.Int8, new sbyte[] { 1, 2 }), TestSets.Texts("missing", "x", ""), TestSets.Numbers("holes", ElementType.Float64, [1, double.NaN]));
        var constant = Look(items).Where(finding => finding.Rule == FindingRule.ConstantColumn);
        Assert.That(constant.Select(finding => (finding.Subject, finding.Found)), Is.EqualTo(new[] { ("text", "'x' throughout"), ("number", "1.5 throughout"), ("flag", "1 throughout") }));
    }

    [TestCase(1_000_000, 1)]
    [TestCase(524_288, 0)]
    [TestCase(600_000, 0)]
    public void ConstantColumn_IsOneValueInAllOfManyRows(int until, int findings)
    {
        var items = TestSets.Of(
            TestSets.Texts("text", [.. Enumerable.Range(0, 1_000_000).Select(row => row < until ? "a" : "b")]), TestSets.Numbers("row", ElementType.Int32, [.. Enumerable.Range(0, 1_000_000)]));
        Assert.That(Look(items), Has.Count.EqualTo(findings));
    }

    [Test]
    public void ConstantColumn_BeyondThePrecisionOfDoubles_IsNotClaimed()
    {
        var items = TestSets.Of(TestSets.Numbers("key", ElementType.Int64, new[] { (1L << 53) + 1, 1L << 53 }), TestSets.Texts("other", "a", "b"));
        Assert.That(Look(items), Is.Empty);
    }

    [TestCase(CheckDepth.Items)]
    [TestCase(CheckDepth.Everything)]
    public void ColumnsWithoutAnyValue_AreNamed_BeforeEveryRunToo(CheckDepth depth)
    {
        var items = TestSets.Of(
            TestSets.Texts("text", "", ""), TestSets.Numbers("array", ElementType.Float16, [Half.NaN, Half.NaN, Half.NaN, Half.NaN], 2),
            TestSets.Numbers("single", ElementType.Float32, [float.NaN, float.NaN]), TestSets.Numbers("double", ElementType.Float64, [double.NaN, double.NaN]),
            TestSets.Numbers("last", ElementType.Float64, [double.NaN, 1]), TestSets.Numbers("whole", ElementType.Int16, new short[2]), TestSets.Texts("ok", "", "x"));
        var none = Look(items, depth: depth).Where(finding => finding.Rule == FindingRule.MissingValues);
        Assert.That(none.Select(finding => finding.Subject), Is.EqualTo(new[] { "text", "array", "single", "double" }));
    }

    [Test]
    public void InfiniteValues_AreNamed()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.Float32, [1, float.NegativeInfinity, 2, float.PositiveInfinity, 5, 6], 2));
        var finding = Look(items).Single();
        Assert.That((finding.Rule, finding.Count, string.Join(' ', finding.Items)), Is.EqualTo((FindingRule.InfiniteValues, 2, "i0 i1")));
    }

    [Test]
    public void OddColumns_ThatTheSchemaSpeaksOf_AreNoFinding()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.Int8, new sbyte[] { 3, 3 }), TestSets.Texts("b", "x", "y"));
        var b = new ColumnSchema("b", ElementType.String);
        Assert.That(TestSets.Check(items, CheckDepth.Everything, new ColumnSchema("a", ElementType.Int8, min: 3), b), Is.Empty);
        Assert.That(TestSets.Check(items, CheckDepth.Everything, new ColumnSchema("a", ElementType.Int8), b).Single().Rule, Is.EqualTo(FindingRule.ConstantColumn));
        Assert.That(TestSets.Check(items, CheckDepth.Items, new ColumnSchema("a", ElementType.Int8), b), Is.Empty);
    }

    [Test]
    public void RareAndDominantClasses_AreNamed_WhereAllLabelsAreThere()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.Int32, [.. Enumerable.Range(0, 2000)]));
        var labels = new int[2000];
        labels[7] = 1;
        labels[8] = LabelBook.Unsure;
        var findings = Look(items, new LabelBook(new ClassList(["a", "b", "c"]), labels));
        Assert.That(findings.Select(finding => (finding.Rule, finding.DependsOnLabels)), Is.All.EqualTo((FindingRule.ClassBalance, true)));
        Assert.That(findings.Select(finding => (finding.Subject, finding.Found)), Is.EqualTo(new[] { (null, "1 of 'b', 0 of 'c'"), ("a", "0.9995") }));
        labels[9] = LabelBook.Missing;
        Assert.That(Look(items, new LabelBook(new ClassList(["a", "b", "c"]), labels)), Is.Empty, "labels that were bought are no sample of the classes");
    }
}
