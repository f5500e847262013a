using ModelCI.Cli.Configuration;
using ModelCI.Cli.Tests.Configuration;
using ModelCI.Cli.Validating;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;
using NJsonSchema;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Validating;

/// <summary>A schema as people write and break it.</summary>
internal sealed class SchemaReaderTests
{
    private const string EveryKey = """
        version: 1
        items: { duplicates: allowed }
        columns:
          age: { type: int64, min: 17, max: 90.5 }
          sex: { type: string, presence: optional, categories: [Female, 'null', 01], missing: 0.5 }
          image: { type: uint8, shape: [28, 28], max: 2.55e2 }
          code: { type: uint16, categories: [1, 65535] }
        labels:
          classes: [no, "yes", 3]
          balance:
            "yes": { share: 0.24, tolerance: 0 }
          contradictions: forbidden

        """;

    [Test]
    public void EveryKey_IsRead()
    {
        var schema = SchemaReader.Parse(EveryKey, "schema.yml");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((schema.MayRepeatItems, schema.Labels!.MayContradict), Is.EqualTo((true, false)));
            Assert.That(schema.Columns.Select(column => (column.Name, column.Type, column.IsRequired, column.Min, column.Max, column.MostMissing)), Is.EqualTo(new (string, ElementType, bool, double?, double?, double?)[]
            {
                ("age", ElementType.Int64, true, 17, 90.5, null), ("sex", ElementType.String, false, null, null, 0.5),
                ("image", ElementType.UInt8, true, null, 255, null), ("code", ElementType.UInt16, true, null, null, null),
            }));
            Assert.That(schema.Columns[1].Categories, Is.EqualTo(new[] { "Female", "null", "01" }));
            Assert.That(schema.Columns[2].Shape, Is.EqualTo(new[] { 28, 28 }));
            Assert.That(schema.Labels.Classes, Is.EqualTo(new[] { "no", "yes", "3" }));
            Assert.That(schema.Labels.Shares, Is.EqualTo(new[] { new ClassShare("yes", 0.24, 0) }));
        }
    }

    [TestCase("version: 2\ncolumns: {}", "MCI1007", "1:10", "version is 2")]
    [TestCase("version: 1", "MCI1004", "1:1", "columns is missing")]
    [TestCase("version: 1\ncolumns: { a: { type: int } }", "MCI1006", "2:23", "columns.a.type is 'int'; it must be one of string, float32")]
    [TestCase("version: 1\ncolumns: { a: { min: 0 } }", "MCI1004", "2:12", "columns.a.type is missing")]
    [TestCase("version: 1\ncolumns: { a: { type: bool, mim: 0 } }", "MCI1003", "2:29", "'columns.a.mim' is not a key")]
    [TestCase("version: 1\ncolumns: { a: { type: string, min: 0 } }", "MCI1010", "2:36", "columns.a.min is a bound of numbers, but the column's type is string")]
    [TestCase("version: 1\ncolumns: { a: { type: int8, min: 2, max: 1 } }", "MCI1010", "2:34", "columns.a.min is 2, which is above max, 1")]
    [TestCase("version: 1\ncolumns: { a: { type: float32, missing: 1.5 } }", "MCI1007", "2:41", "columns.a.missing is 1.5; it must be a share")]
    [TestCase("version: 1\ncolumns: { a: { type: float32, categories: [1] } }", "MCI1010", "2:44", "columns.a.categories are of text or whole numbers")]
    [TestCase("version: 1\ncolumns: { a: { type: int8, shape: [2], categories: [1] } }", "MCI1010", "2:53", "int8 with a shape")]
    [TestCase("version: 1\ncolumns: { a: { type: int8, categories: [1, 02] } }", "MCI1006", "2:45", "a category of columns.a is '02'")]
    [TestCase("version: 1\ncolumns: { a: { type: int8, shape: [0] } }", "MCI1007", "2:37", "columns.a.shape[0] is 0")]
    [TestCase("version: 1\ncolumns: { a: { type: int8 }, a: { type: int8 } }", "MCI1012", "2:31", "the key 'a' is given twice")]
    [TestCase("version: 1\nitems: { duplicates: never }\ncolumns: {}", "MCI1006", "2:22", "one of forbidden, allowed")]
    [TestCase("version: 1\ncolumns: {}\nlabels: { classes: [a, b], min: 1 }", "MCI1010", "3:20", "either a class or a number")]
    [TestCase("version: 1\ncolumns: {}\nlabels: { classes: [yes, no], balance: { yess: { share: 0.5, tolerance: 0.1 } } }", "MCI1006", "3:48", "it must be one of labels.classes")]
    [TestCase("version: 1\ncolumns: {}\nlabels: { classes: [a, b], balance: { a: { share: -1, tolerance: 0.1 } } }", "MCI1007", "3:51", "labels.balance.a.share is -1")]
    [TestCase("", "MCI1002", "1:1", "the file is empty")]
    [TestCase("[]", "MCI1005", "1:1", "the file must be a mapping")]
    public void Mistakes_NameCodePlaceAndValue(string text, string code, string place, string words)
    {
        var problem = Problems(text).Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, $"schema.yml:{place}")), problem.ToString());
        Assert.That(problem.What, Does.Contain(words));
    }

    [Test]
    public void AllMistakes_AreListedAtOnce() =>
        Assert.That(Problems("version: 1\nitem: {}\ncolumns:\n  a: { type: strng }\n  b: { type: int8, max: 0, min: 1, missing: 2 }\n").Select(problem => problem.Where), Is.EqualTo(
            new[] { "schema.yml:2:1", "schema.yml:4:14", "schema.yml:5:33", "schema.yml:5:45" }));

    [TestCase("version: 1\nitem: {}\ncolumns: {}", "did you mean 'items'?")]
    [TestCase("version: 1\ncolumns: { a: { type: strng } }", "did you mean 'string'?")]
    [TestCase("version: 1\ncolumns: {}\nlabels: { classes: [yes, no], balance: { yess: { share: 0.5, tolerance: 0.1 } } }", "did you mean 'yes'?")]
    [TestCase("version: 1\nsteps: 3\ncolumns: {}", null)]
    [TestCase("version: 1\nduplicates: allowed\ncolumns: {}", "did you mean 'items.duplicates'?")]
    public void NearMiss_SuggestsAWordOfThisFile(string text, string? fix) => Assert.That(Problems(text).Single().Fix, Is.EqualTo(fix));

    [Test]
    public void JsonSchema_IsTheCommittedOne() => Golden.Check(ConfigurationSchema.GenerateOfHoldout(), "src/ModelCI.Cli/holdout.schema.json");

    [TestCase(EveryKey, true)]
    [TestCase("version: 1\ncolumns: {}", true)]
    [TestCase("version: 1", false)]
    [TestCase("version: 1\ncolumns: { a: { type: int } }", false)]
    [TestCase("version: 1\ncolumns: { a: { type: int8, mim: 1 } }", false)]
    [TestCase("version: 1\ncolumns: { a: { type: int8, shape: [0] } }", false)]
    [TestCase("version: 1\ncolumns: { a: { type: string, categories: [] } }", false)]
    [TestCase("version: 1\ncolumns: {}\nlabels: { classes: [a] }", false)]
    [TestCase("version: 1\ncolumns: {}\nlabels: { balance: { a: 0.5 } }", false)]
    public async Task JsonSchema_AgreesWithTheReader(string text, bool good)
    {
        var schema = await JsonSchema.FromJsonAsync(ConfigurationSchema.GenerateOfHoldout());
        Assert.That((Problems(text).Count == 0, schema.Validate(JsonOf.Yaml(text)).Count == 0), Is.EqualTo((good, good)));
    }

    private static IReadOnlyList<Problem> Problems(string text)
    {
        try
        {
            SchemaReader.Parse(text, "schema.yml");
            return [];
        }
        catch (ModelCIException exception)
        {
            return exception.Problems;
        }
    }
}
