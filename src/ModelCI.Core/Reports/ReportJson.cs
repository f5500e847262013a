using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Reports;

/// <summary>report.json: camelCase names, enumerations as in modelci.yml, absent values as null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(KebabCase<Mode>), typeof(KebabCase<Adaptivity>), typeof(KebabCase<Feedback>), typeof(KebabCase<AccountingScheme>),
        typeof(KebabCase<Verdict>), typeof(KebabCase<Resolution>), typeof(KebabCase<Notice>), typeof(KebabCase<ClauseOutcome>),
        typeof(KebabCase<Exhaustion>), typeof(KebabCase<ClauseMeaning>),
        typeof(KebabCase<DecisionMethod>),
    ])]
[JsonSerializable(typeof(GateReport))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>Writes report.json.</summary>
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
}
