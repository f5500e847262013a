using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelCI.Adapters.Tests.Reporting;
using ModelCI.Core.Reports;
using NJsonSchema;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Reporting;

/// <summary>report.schema.json: what it says is what is written.</summary>
internal sealed class ReportSchemaTests
{
    private const string File = "src/ModelCI.Cli/report.schema.json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<Type> Types => Walk(typeof(GateReport)).Distinct();

    [Test]
    public void Generate_Always_EqualsTheCommittedFile()
    {
        var schema = ReportSchema.Generate();
        Descriptions.AddTo(schema, typeof(GateReport));
        Golden.Check(schema.ToJsonString(Layout) + "\n", File);
    }

    [Test]
    public void CommittedFile_HasEveryMember()
    {
        var text = System.IO.File.ReadAllText(Golden.PathOf(File));
        var missing = Types.SelectMany(type => type.GetProperties()).Select(property => $"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\": {{").Where(member => !text.Contains(member, StringComparison.Ordinal));
        Assert.That(missing, Is.Empty);
        Assert.That(Types.Count(), Is.GreaterThan(8), "the types are found by walking the members");
    }

    [Test]
    public async Task EveryKindOfReport_Validates([ValueSource(typeof(SampleReports), nameof(SampleReports.Names))] string name) =>
        Assert.That((await Schema()).Validate(ReportFormat.ToJson(SampleReports.Of(name))), Is.Empty);

    [TestCase("verdict", "\"passed\"")]
    [TestCase("schema", "\"modelci.report/2\"")]
    [TestCase("exitCode", "\"0\"")]
    [TestCase("extra", "1")]
    [TestCase("candidate", "null")]
    [TestCase("clauses", "{}")]
    public async Task AnythingElse_DoesNotValidate(string member, string value)
    {
        var report = JsonNode.Parse(ReportFormat.ToJson(SampleReports.Of("pass-estimates")))!.AsObject();
        report[member] = JsonNode.Parse(value);
        Assert.That((await Schema()).Validate(report.ToJsonString()), Is.Not.Empty);
    }

    [Test]
    public async Task MissingMember_DoesNotValidate()
    {
        var report = JsonNode.Parse(ReportFormat.ToJson(SampleReports.Of("pass-estimates")))!.AsObject();
        report.Remove("labels");
        Assert.That((await Schema()).Validate(report.ToJsonString()), Is.Not.Empty);
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Golden.PathOf(File));

    private static IEnumerable<Type> Walk(Type type) =>
        [type, .. type.GetProperties().Select(property => Inner(property.PropertyType)).Where(inner => inner.Namespace == typeof(GateReport).Namespace && inner.IsClass).SelectMany(Walk)];

    private static Type Inner(Type type) => type.IsGenericType ? type.GenericTypeArguments[0] : type;
}
