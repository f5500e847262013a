using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModelCI.Cli.Deciding;

/// <summary>One line of JSON per replicate.</summary>
internal static class AnswerJson
{
    // The ">" and "±" of a condition stay readable; the line goes to a program, never into HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without a line end.</summary>
    public static string Line(ReplicateAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable)) Write(json, answer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ReplicateAnswer answer)
    {
        json.WriteStartObject();
        if (IsInteger(answer.Replicate, out var number)) json.WriteNumber("replicate", number);
        else json.WriteString("replicate", answer.Replicate);
        json.WriteString("verdict", answer.Verdict.ToString().ToLowerInvariant());
        json.WriteString("outcome", answer.Outcome);
        json.WriteNumber("items", answer.Decision.Evidence.ItemsRead);
        json.WriteNumber("labels", answer.Decision.Evidence.LabelledPositions.Count);
        if (answer.Shortage is { } shortage) json.WriteString("shortage", shortage);
        if (answer.WaitsFor is { } row) json.WriteNumber("waitsFor", row);
        json.WriteStartArray("clauses");
        foreach (var clause in answer.Clauses) Write(json, clause);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClauseAnswer clause)
    {
        json.WriteStartObject();
        json.WriteString("clause", clause.Clause);
        json.WriteString("outcome", clause.Shown.Outcome.ToString().ToLowerInvariant());
        json.WriteNumber("items", clause.Shown.Items);
        Number(json, "logE", clause.AcceptLogValue);
        Number(json, "logERefuse", clause.RefuseLogValue);
        Number(json, "estimate", clause.Shown.Estimate);
        Number(json, "lower", clause.Shown.Lower);
        Number(json, "upper", clause.Shown.Upper);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static bool IsInteger(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number.ToString(CultureInfo.InvariantCulture) == text;
}
