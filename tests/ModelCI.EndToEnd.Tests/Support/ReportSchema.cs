using NJsonSchema;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>The schema of report.json that lies beside the program.</summary>
internal static class ReportSchema
{
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromFileAsync(Path.Combine(Path.GetDirectoryName(Checkout.Executable)!, "report.schema.json")).GetAwaiter().GetResult());

    public static void Check(string report)
    {
        // It is not safe for several threads.
        lock (Schema) Assert.That(Schema.Value.Validate(report), Is.Empty, "report.json against report.schema.json");
    }
}
