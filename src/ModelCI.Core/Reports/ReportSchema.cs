using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace ModelCI.Core.Reports;

/// <summary>The JSON Schema of report.json, from the types that it is written from and read back to.</summary>
public static class ReportSchema
{
    /// <summary>Draft 2020-12: every member, none but these, null where a member may be null.</summary>
    public static JsonObject Generate()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "report.json",
            ["description"] = "Report of a run of ModelCI, in its developers' edition.",
        };
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true };
        foreach (var (name, value) in ReportJson.Default.GateReport.GetJsonSchemaAsNode(options).AsObject()) schema[name] = value?.DeepClone();
        schema["properties"]!["schema"] = new JsonObject { ["enum"] = new JsonArray(GateReport.CurrentSchema) };
        return schema;
    }
}
