using FsCheck;
using FsCheck.Fluent;
using ModelCI.Cli.Validating;
using ModelCI.Core.Items;
using ModelCI.Core.Validation;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Validating;

/// <summary>What is written reads back as it was, whatever names and values are.</summary>
internal sealed class SchemaWriterTests
{
    private static readonly string[] Names =
    [
        "age", "null", "~", "true", "-", "- a", "a: b", "#a", "a #b", "'", "\"", "\\", "[x]", "{", "&a", "*a", "!t", "::error::x", "%", "@", "`", "é", "🙂", "a, b", " a ", "1e5", "0x1F", "<<", "?", "NULL", "=",
    ];

    private static readonly double[] Numbers = [0, -0.0, 1, -1.5, 0.1, 1e300, double.Epsilon, long.MaxValue, ulong.MaxValue, (float)0.1, double.MaxValue, double.MinValue];

    [FsCheck.NUnit.Property(Replay = "20261121,501", MaxTest = 300)]
    public Property Written_Schema_ReadsBack() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var schema = RandomSchema(new Random(seed));
        return AreEqual(schema, SchemaReader.Parse(SchemaWriter.Write(schema, "adult", isOfSealed: seed % 2 == 0), "schema.yml"));
    });

    [Test]
    public void Layout_IsForPeople()
    {
        var schema = new HoldoutSchema(
            [new ColumnSchema("age", ElementType.Int64, min: 17, max: 90), new ColumnSchema("work class", ElementType.String, categories: ["?", "Private"], mostMissing: 0), new ColumnSchema("image", ElementType.Float32, [2, 2], isRequired: false)],
            new LabelSchema(["no", "yes"], [new ClassShare("no", 0.75, 0.02), new ClassShare("yes", 0.25, 0.02)], mayContradict: true), mayRepeatItems: false);
        Golden.Check(SchemaWriter.Write(schema, "adult", isOfSealed: false), "tests/ModelCI.Cli.Tests/Validating/schema.yml");
    }

    private static HoldoutSchema RandomSchema(Random random)
    {
        var columns = Names.Where(_ => random.Next(3) == 0).Select(name =>
        {
            var type = random.GetItems(Enum.GetValues<ElementType>(), 1)[0];
            int[] shape = random.Next(3) == 0 ? [random.Next(1, 5), 3] : [];
            double[] range = [.. random.GetItems(Numbers, 2).Order()];
            var hasRange = ColumnSchema.MayHaveRange(type);
            string[] values = type == ElementType.String ? [.. Names.Where(_ => random.Next(5) == 0)] : ["-128", "0", "18446744073709551615"];
            return new ColumnSchema(
                name, type, shape, random.Next(2) == 0, hasRange && random.Next(2) == 0 ? range[0] : null, hasRange && random.Next(2) == 0 ? range[1] : null,
                ColumnSchema.MayHaveCategories(type, shape) && values.Length > 0 && random.Next(2) == 0 ? values : null, random.Next(2) == 0 ? random.Next(10_001) / 10_000.0 : null);
        });
        var classes = random.Next(2) == 0 ? Names[..random.Next(2, Names.Length)] : null;
        var labels = classes is null
            ? new LabelSchema(min: -1, max: random.Next(2) == 0 ? null : 1.5)
            : new LabelSchema(classes, [.. classes.Where(_ => random.Next(2) == 0).Select(name => new ClassShare(name, random.Next(10_001) / 10_000.0, 0.0123))], mayContradict: MayBe(random));
        return new HoldoutSchema([.. columns], random.Next(4) == 0 ? null : labels, MayBe(random));
    }

    private static bool? MayBe(Random random) => random.Next(3) switch { 0 => null, 1 => false, _ => true };

    private static bool AreEqual(HoldoutSchema a, HoldoutSchema b) =>
        a.MayRepeatItems == b.MayRepeatItems && a.Columns.Count == b.Columns.Count && a.Columns.Zip(b.Columns).All(pair => Facts(pair.First) == Facts(pair.Second))
        && (a.Labels is null) == (b.Labels is null) && (a.Labels is null || Facts(a.Labels) == Facts(b.Labels!));

    private static string Facts(ColumnSchema column) =>
        $"{column.Name}|{column.Type}|{string.Join(',', column.Shape)}|{column.IsRequired}|{column.Min:R}|{column.Max:R}|{column.MostMissing:R}|{(column.Categories is null ? "any" : string.Join('\0', column.Categories))}";

    private static string Facts(LabelSchema labels) =>
        $"{(labels.Classes is null ? "any" : string.Join('\0', labels.Classes))}|{string.Join('\0', labels.Shares)}|{labels.Min:R}|{labels.Max:R}|{labels.MayContradict}";
}
