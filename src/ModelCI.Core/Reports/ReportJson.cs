using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Problems;

namespace ModelCI.Core.Reports;

/// <summary>report.json: camelCase names, enumerations as in modelci.yml, absent values as null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    // Of a report that is read back: every member that has to be there, none that is unknown, none twice.
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(KebabCase<Mode>), typeof(KebabCase<Adaptivity>), typeof(KebabCase<Feedback>), typeof(KebabCase<AccountingScheme>),
        typeof(KebabCase<Verdict>), typeof(KebabCase<Resolution>), typeof(KebabCase<Notice>), typeof(KebabCase<ClauseOutcome>),
        typeof(KebabCase<Exhaustion>), typeof(KebabCase<ClauseMeaning>),
        typeof(KebabCase<DecisionMethod>),
    ])]
[JsonSerializable(typeof(GateReport))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>Writes report.json and reads it back.</summary>
public static class ReportFormat
{
    // Relaxed only as far as JSON allows: the "<" of a condition stays readable. HTML renderings escape for themselves.
    private static readonly ReportJson Readable = new(new JsonSerializerOptions(ReportJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Sets up writing ahead of its use: the first report would otherwise pay for it.</summary>
    public static void Prepare() => JsonSerializer.Serialize(null!, Readable.GateReport);

    /// <summary>UTF-8 text with a final line end.</summary>
    public static string ToJson(GateReport report) => JsonSerializer.Serialize(report, Readable.GateReport) + "\n";

    /// <summary>Reads a report strictly: what this version would not have written is refused, not rendered.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="where">The file, for messages.</param>
    /// <exception cref="ModelCIException">MCI1040: no report; MCI1041: one of a newer schema.</exception>
    public static GateReport Parse(string text, string where)
    {
        try
        {
            CheckSchema(text, where);
            var report = JsonSerializer.Deserialize(text, Readable.GateReport) ?? throw NoReport("it is null", where);
            return ReportChecks.WhyNot(report) is { } why ? throw NoReport(why, where) : report;
        }
        catch (JsonException exception)
        {
            throw NoReport(exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.'), exception.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"{where}:{line + 1}") : where);
        }
    }

    /// <summary>First of all: of a report of another version everything else may differ as well.</summary>
    private static void CheckSchema(string text, string where)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var root = document.RootElement;
        var schema = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        if (schema == GateReport.CurrentSchema) return;
        var family = GateReport.CurrentSchema[..(GateReport.CurrentSchema.IndexOf('/', StringComparison.Ordinal) + 1)];
        var isNewer = schema.StartsWith(family, StringComparison.Ordinal) && int.TryParse(schema[family.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 1;
        throw isNewer
            ? new ModelCIException("MCI1041", $"the report has the schema '{schema}'; this version of ModelCI reads '{GateReport.CurrentSchema}'", where, "upgrade ModelCI")
            : NoReport($"'schema' is not '{GateReport.CurrentSchema}'", where);
    }

    private static ModelCIException NoReport(string why, string where) =>
        new("MCI1040", $"this is no report of ModelCI: {why}", where, "give the report.json that `modelci test` wrote, as it wrote it");
}
