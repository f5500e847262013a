using System.Text.Json;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Ledgers;

/// <summary>The account as JSON, schema modelci.ledger-show/1; absent values are null.</summary>
internal static class ShowJson
{
    public static string Of(LedgerView view) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.ledger-show/1");
        WriteTestSet(json, view);
        json.WriteStartArray("events");
        foreach (var line in view.Events) Write(json, line);
        json.WriteEndArray();
        WriteError(json, view);
        WriteLabels(json, view);
        json.WriteNumber("unpushed", view.Unpushed);
        json.WriteEndObject();
    });

    private static void WriteTestSet(Utf8JsonWriter json, LedgerView view)
    {
        var pin = view.Account.TestSet;
        json.WriteStartObject("testSet");
        json.WriteString("name", view.Configuration.Holdout.Name);
        JsonText.Number(json, "items", pin?.Items);
        json.WriteString("digest", pin?.Digest);
        json.WriteString("account", view.Ledger.Records.Count == 0 ? null : view.Ledger.Records[0].Hash);
        json.WriteNumber("entries", view.Ledger.Entries.Count);
        json.WriteBoolean("keyed", view.Ledger.IsKeyed);
        json.WriteBoolean("authenticated", view.IsAuthenticated);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LedgerEvent line)
    {
        var (header, opening) = (line.Header, line.Opening);
        json.WriteStartObject();
        json.WriteString("kind", line.Kind);
        json.WriteNumber("entry", line.Entry);
        json.WriteString("time", header.Time);
        json.WriteString("state", line.State == "running?" ? "running-or-aborted" : line.State);
        json.WriteString("actor", header.Actor);
        json.WriteString("commit", header.Commit);
        JsonText.Number(json, "pullRequest", header.PullRequest);
        JsonText.Number(json, "items", line.Items ?? opening?.TestSet.Items);
        if (line.Successor is not null) json.WriteString("successor", line.Successor);
        if (opening is not null) WriteOpening(json, line, opening);
        if (line.Details is { } details) Write(json, details, opening!.TestSet.Items);
        json.WriteEndObject();
    }

    private static void WriteOpening(Utf8JsonWriter json, LedgerEvent line, OpenEntry opening)
    {
        JsonText.Number(json, "step", line.Kind == LedgerEvent.Evaluation ? opening.Step : null);
        json.WriteString("condition", opening.Policy.Condition);
        json.WriteNumber("reliability", opening.Policy.Reliability);
        json.WriteString("mode", Word(opening.Policy.Mode));
        json.WriteString("feedback", Word(opening.Policy.Feedback));
        json.WriteString("candidate", opening.Models.Candidate);
        json.WriteString("baseline", opening.Models.Baseline);
        JsonText.Number(json, "alpha", line.Kind == LedgerEvent.Evaluation ? opening.Error.Alpha : null);
        JsonText.Number(json, "share", line.Kind == LedgerEvent.Evaluation ? opening.Error.Share : null);
        JsonText.Number(json, "logInverseAlpha", line.Kind == LedgerEvent.Evaluation ? opening.Error.LogInverseAlpha : null);
        json.WriteNumber("nats", line.Nats);
        JsonText.Number(json, "labelsAtMost", line.Reserve);
        JsonText.Number(json, "labelsReserved", line.Kind == LedgerEvent.Evaluation ? opening.Labels.Reserved : null);
        JsonText.Number(json, "labelsNeeded", line.Shown?.LabelsNeeded);
        JsonText.Number(json, "labelsNew", line.Shown?.LabelsNew);
    }

    private static void Write(Utf8JsonWriter json, SealedDetails details, int items)
    {
        var isFinished = details.Total.Length > 0;
        json.WriteStartObject("unsealed");
        json.WriteString("reason", details.Reason);
        JsonText.Number(json, "mayUse", isFinished ? null : UnsealedText.MayUse(details, items));
        JsonText.Number(json, "needed", isFinished ? LabelSet.FromBytes(details.Labels, items).Count : null);
        JsonText.Number(json, "new", isFinished ? details.New : null);
        JsonText.Number(json, "total", isFinished ? LabelSet.FromBytes(details.Total, items).Count : null);
        json.WriteStartArray("ties");
        foreach (var count in details.Ties) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteStartArray("models");
        foreach (var model in details.Models ?? [])
        {
            json.WriteStartObject();
            json.WriteNumber("labelDiffersFromScores", model.LabelDiffersFromScores);
            json.WriteNumber("sampleSize", model.SampleSize);
            json.WriteNumber("sampleDiffers", model.SampleDiffers);
            json.WriteBoolean("hasConstantScores", model.HasConstantScores);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("clauses");
        foreach (var clause in details.Clauses)
        {
            json.WriteStartObject();
            json.WriteString("outcome", clause.Outcome.ToLowerInvariant());
            JsonText.Number(json, "logE", clause.AcceptLogValue);
            JsonText.Number(json, "logERefuse", clause.RefuseLogValue);
            json.WriteStartArray("counts");
            foreach (var count in clause.Counts) json.WriteNumberValue(count);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, LedgerView view)
    {
        var (first, next) = view.Evidence;
        json.WriteStartObject("error");
        json.WriteNumber("runs", view.Account.Evaluations.Count);
        JsonText.Number(json, "steps", view.Next.Steps);
        JsonText.Number(json, "runsLeft", view.End is null ? view.Account.RunsLeft(view.Next) : 0);
        json.WriteString("exhaustion", view.End is { } end ? Word(end) : null);
        json.WriteNumber("spent", view.Spent);
        json.WriteNumber("natsPaid", view.Account.NatsPaid);
        JsonText.Number(json, "firstLogInverseAlpha", first);
        JsonText.Number(json, "nextLogInverseAlpha", next);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, LedgerView view)
    {
        var budget = view.Configuration.Budget;
        json.WriteStartObject("labels");
        JsonText.Number(json, "budget", budget.Labels);
        json.WriteNumber("reserved", view.Account.Reserved);
        JsonText.Number(json, "shown", view.Account.Evaluations.Count == 0 ? null : view.Account.LabelsShown());
        json.WriteString("currency", budget.Cost?.Currency);
        JsonText.Number(json, "reservedCost", (double?)(budget.Cost?.Amount * view.Account.Reserved));
        JsonText.Number(json, "used", view.Exact?.Used);
        JsonText.Number(json, "charged", view.Exact?.Charged);
        json.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
