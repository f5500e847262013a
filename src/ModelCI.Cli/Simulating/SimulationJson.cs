using System.Text.Json;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Simulation;

namespace ModelCI.Cli.Simulating;

/// <summary>A simulation as JSON, schema modelci.simulate/1.</summary>
internal static class SimulationJson
{
    public static string Of(PlannedRun run, IReadOnlyList<SimulatedRow> rows, int replicates, ulong seed) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.simulate/1");
        json.WriteString("condition", run.Condition.ToString());
        json.WriteNumber("reliability", run.Policy.Reliability);
        json.WriteString("mode", JsonNamingPolicy.KebabCaseLower.ConvertName(run.Policy.Mode.ToString()));
        json.WriteNumber("alpha", run.Levels.Alpha.Value);
        json.WriteNumber("beta", run.Levels.Beta.Value);
        json.WriteNumber("items", run.Items);
        json.WriteNumber("replicates", replicates);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("scenarios");
        foreach (var row in rows) Write(json, row, QuestionText.Leading(run));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, SimulatedRow row, int leading)
    {
        json.WriteStartObject();
        json.WriteString("at", row.Row.Label);
        json.WriteBoolean("possible", row.Result is not null);
        if (row.Result is { } result)
        {
            json.WriteNumber("value", row.Row.Scenario!.Values[leading]);
            json.WriteStartArray("values");
            foreach (var value in row.Row.Scenario.Values) json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteNumber("disagreement", row.Row.Scenario.Population.Mean(kind => kind.Prediction.Disagree ? 1 : 0));
            json.WriteNumber("accepted", result.Accepted);
            json.WriteNumber("refused", result.Refused);
            json.WriteNumber("undecided", result.Undecided);
            Write(json, "passProbability", row.RateOf(result.Passes));
            Write(json, "labels", result.Labels);
            Write(json, "itemsRead", result.Items);
            JsonText.Number(json, "wald", row.Wald);
        }
        if (row.Errors is { } errors) Write(json, row.Row.Error!, errors, row.RateOf(errors));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PossibleError error, int count, Rate rate)
    {
        json.WriteStartObject("error");
        json.WriteString("ending", error.Ending.ToString().ToLowerInvariant());
        json.WriteNumber("count", count);
        Write(json, "rate", rate);
        json.WriteString("bound", error.Bound);
        json.WriteNumber("allowed", error.Level.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Rate rate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("estimate", rate.Estimate);
        json.WriteNumber("lower", rate.Lower);
        json.WriteNumber("upper", rate.Upper);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, CountSummary counts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mean", counts.Mean);
        json.WriteNumber("standardError", counts.StandardError);
        json.WriteNumber("median", counts.Median);
        json.WriteNumber("p95", counts.P95);
        json.WriteNumber("least", counts.Least);
        json.WriteNumber("most", counts.Most);
        json.WriteEndObject();
    }
}
