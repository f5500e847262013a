using FsCheck;
using FsCheck.Fluent;
using ModelCI.Core.Items;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Validation;

/// <summary>A schema made from a test set holds of it, and says what it is.</summary>
internal sealed class SchemaInferenceTests
{
    private static readonly double[] Specials = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e300, double.Epsilon];

    [FsCheck.NUnit.Property(Replay = "20261121,503", MaxTest = 200)]
    public Property Inferred_Schema_HoldsOfItsTestSet() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var (items, labels) = RandomTestSet(new Random(seed));
        return HoldoutCheck.Of(SchemaInference.Of(items, labels), items, labels, CheckDepth.Everything).Count == 0;
    });

    [FsCheck.NUnit.Property(Replay = "20261121,505", MaxTest = 300)]
    public Property Range_IsThatOfAllElementsButNaN() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var (rows, width) = (random.Next(1, 9), random.Next(1, 70));
        var values = Enumerable.Range(0, rows * width).Select(_ => Value(random)).ToArray();
        var column = Infer(TestSets.Numbers("a", ElementType.Float64, values, width));
        var singles = Infer(TestSets.Numbers("a", ElementType.Float32, [.. values.Select(value => (float)value)], width));
        var halves = Infer(TestSets.Numbers("a", ElementType.Float16, [.. values.Select(value => (Half)value)], width));
        return Fits(column, values) && Fits(singles, [.. values.Select(value => (double)(float)value)]) && Fits(halves, [.. values.Select(value => (double)(Half)value)]);
    });

    [Test]
    public void Range_OfEveryWholeType_ReachesItsEnds()
    {
        Check(ElementType.Int8, sbyte.MinValue, sbyte.MaxValue);
        Check(ElementType.Int16, short.MinValue, short.MaxValue);
        Check(ElementType.Int32, int.MinValue, int.MaxValue);
        Check(ElementType.Int64, long.MinValue, long.MaxValue);
        Check(ElementType.UInt8, byte.MinValue, byte.MaxValue);
        Check(ElementType.UInt16, ushort.MinValue, ushort.MaxValue);
        Check(ElementType.UInt32, uint.MinValue, uint.MaxValue);
        Check(ElementType.UInt64, ulong.MinValue, ulong.MaxValue);
        Check<byte>(ElementType.Bool, 0, 1);

        static void Check<T>(ElementType type, T least, T greatest)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            var values = Enumerable.Repeat(T.One, 100).ToArray();
            (values[37], values[99]) = (least, greatest);
            foreach (var width in (int[])[1, 100])
            {
                var column = Infer(TestSets.Numbers("a", type, values, width == 1 ? [] : [width]));
                Assert.That((column.Min, column.Max, column.MostMissing), Is.EqualTo((double.CreateSaturating(least), double.CreateSaturating(greatest), (double?)null)), $"{type} {width}");
            }
        }
    }

    [Test]
    public void Categories_AreFewTextsMetAgainAndAgain()
    {
        Assert.That(Texts(100, row => $"c{row % 10}").Categories, Is.EqualTo(Enumerable.Range(0, 10).Select(category => $"c{category}")));
        Assert.That(Texts(99, row => $"c{row % 10}").Categories, Is.Null, "ten values want a hundred items");
        Assert.That(Texts(2000, row => $"c{row % 100}").Categories, Has.Count.EqualTo(100));
        Assert.That(Texts(2000, row => $"c{row % 101}").Categories, Is.Null);
        Assert.That(Texts(100, row => $"line\n{row % 2}").Categories, Is.Null);
        var holes = Texts(100, row => row % 3 == 0 ? "" : "x");
        Assert.That((holes.Categories!.Single(), holes.MostMissing), Is.EqualTo(("x", 0.34)));

        static ColumnSchema Texts(int rows, Func<int, string> text) => Infer(TestSets.Texts("a", [.. Enumerable.Range(0, rows).Select(text)]));
    }

    [Test]
    public void Shares_HaveATolerance_WhereAllLabelsAreThere()
    {
        var items = TestSets.Of(TestSets.Numbers("a", ElementType.Int32, [.. Enumerable.Range(0, 1000)]));
        var labels = Enumerable.Range(0, 1000).Select(row => row < 250 ? 1 : 0).ToArray();
        var schema = SchemaInference.Of(items, new LabelBook(TestSets.TwoClasses, labels)).Labels!;
        // Four standard errors: 4 sqrt(0.75 * 0.25 / 1000) = 0.05477.
        Assert.That(schema.Shares, Is.EqualTo(new[] { new ClassShare("no", 0.75, 0.0548), new ClassShare("yes", 0.25, 0.0548) }));
        labels[999] = LabelBook.Missing;
        Assert.That(SchemaInference.Of(items, new LabelBook(TestSets.TwoClasses, labels)).Labels!.Shares, Is.Empty);
    }

    [Test]
    public void OfStructureOnly_SaysNothingOfValuesAndLabels()
    {
        var (items, labels) = RandomTestSet(new Random(1));
        var schema = SchemaInference.Of(items, labels, ofStructureOnly: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schema.Columns.Select(column => (column.Name, column.Type)), Is.EqualTo(items.Columns.Select(column => (column.Name, column.Type))));
            Assert.That(schema.Columns.Select(column => column.HasValueRules), Is.All.False);
            Assert.That((schema.MayRepeatItems, schema.Labels!.MayContradict, schema.Labels.Shares.Count), Is.EqualTo(((bool?)null, (bool?)null, 0)));
            Assert.That(schema.Labels.Classes, Is.EqualTo(labels.Classes.Names));
        }
    }

    private static ColumnSchema Infer(FeatureColumn column)
    {
        var items = TestSets.Of(column);
        return SchemaInference.Of(items, TestSets.Unlabelled(items)).Columns.Single();
    }

    private static bool Fits(ColumnSchema column, double[] values)
    {
        var numbers = values.Where(value => !double.IsNaN(value)).ToArray();
        var missing = numbers.Length < values.Length;
        return column.Min == Bound(numbers, Enumerable.Min) && column.Max == Bound(numbers, Enumerable.Max) && column.MostMissing > 0 == missing;
    }

    // What is not finite is no bound.
    private static double? Bound(double[] numbers, Func<IEnumerable<double>, double> of) => numbers.Length > 0 && of(numbers) is var bound && double.IsFinite(bound) ? bound : null;

    private static double Value(Random random) => random.Next(8) == 0 ? Specials[random.Next(Specials.Length)] : random.Next(-1000, 1000) / 8.0;

    private static (ItemPool Items, LabelBook Labels) RandomTestSet(Random random)
    {
        var rows = random.Next(1, 60);
        var items = TestSets.Of(
            TestSets.Texts("t", [.. Enumerable.Range(0, rows).Select(_ => random.Next(4) == 0 ? "" : $"v{random.Next(3)}")]),
            TestSets.Numbers("d", ElementType.Float64, [.. Enumerable.Range(0, rows).Select(_ => Value(random))]),
            TestSets.Numbers("i", ElementType.Int64, [.. Enumerable.Range(0, rows).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))]),
            TestSets.Numbers("s", ElementType.UInt8, [.. Enumerable.Range(0, rows * 2).Select(_ => (byte)random.Next(2))], 2));
        if (random.Next(2) == 0) items = TestSets.Of(items.Columns[0], items.Columns[3]);
        var least = random.Next(2) == 0 ? LabelBook.Unsure : 0;
        return (items, new LabelBook(TestSets.TwoClasses, [.. Enumerable.Range(0, rows).Select(_ => random.Next(least, 2))]));
    }
}
