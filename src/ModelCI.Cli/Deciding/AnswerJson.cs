using System.Globalization;
using System.Text.Json;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Deciding;

/// <summary>One line of JSON per replicate.</summary>
internal static class AnswerJson
{
    /// <summary>With a line end.</summary>
    public static string Line(ReplicateAnswer answer) => JsonText.Of(json => Write(json, answer));

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
        if (clause.Shown.Unsure is { } unsure) json.WriteNumber("unsure", unsure);
        JsonText.Number(json, "logE", clause.AcceptLogValue);
        JsonText.Number(json, "logERefuse", clause.RefuseLogValue);
        JsonText.Number(json, "estimate", clause.Shown.Estimate);
        JsonText.Number(json, "lower", clause.Shown.Lower);
        JsonText.Number(json, "upper", clause.Shown.Upper);
        json.WriteEndObject();
    }

    private static bool IsInteger(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number.ToString(CultureInfo.InvariantCulture) == text;
}
