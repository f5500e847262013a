using System.Text.Json;
using ModelCI.Cli.Simulating;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Planning;

namespace ModelCI.Cli.Planning;

/// <summary>A plan as JSON, schema modelci.plan/1.</summary>
internal static class PlanJson
{
    public static string Of(Plan plan) => JsonText.Of(json =>
    {
        var (run, policy) = (plan.Run, plan.Run.Policy);
        json.WriteStartObject();
        json.WriteString("schema", "modelci.plan/1");
        json.WriteString("condition", run.Condition.ToString());
        json.WriteNumber("reliability", policy.Reliability);
        json.WriteString("mode", Word(policy.Mode));
        Integer(json, "steps", policy.Steps);
        json.WriteString("adaptivity", Word(policy.Adaptivity));
        json.WriteString("accounting", Word(policy.Accounting));
        json.WriteNumber("run", run.Account.NextStep);
        Integer(json, "runsLeft", run.Account.RunsLeft(policy));
        json.WriteNumber("alpha", run.Levels.Alpha.Value);
        json.WriteNumber("logInverseAlpha", run.Levels.Alpha.LogInverse);
        json.WriteNumber("beta", run.Levels.Beta.Value);
        json.WriteStartArray("methods");
        foreach (var method in plan.Fixed) Write(json, method);
        WriteSequential(json, plan);
        json.WriteEndArray();
        json.WriteStartArray("tolerances");
        foreach (var cost in plan.Tolerances) Write(json, cost);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, FixedPlan plan)
    {
        json.WriteStartObject();
        json.WriteString("method", Word(plan.Method));
        if (!plan.Applies)
        {
            json.WriteBoolean("applies", false);
            json.WriteString("why", plan.WhyNot);
            json.WriteEndObject();
            return;
        }
        json.WriteNumber("labels", plan.Labels!.Value);
        Integer(json, "items", plan.Items);
        if (plan.Assumptions is not { Disagreement: null, Accuracy: null })
        {
            json.WriteStartObject("assumes");
            if (plan.Assumptions.Disagreement is { } disagreement) json.WriteNumber("disagreement", disagreement);
            if (plan.Assumptions.Accuracy is { } accuracy) json.WriteNumber("accuracy", accuracy);
            json.WriteEndObject();
        }
        if (plan.ActiveLabelsPerRun is { } active) json.WriteNumber("activeLabelsPerRun", active);
        if (plan.ActiveLabelsAtAlpha is { } atAlpha) json.WriteNumber("activeLabelsAtAlpha", atAlpha);
        json.WriteEndObject();
    }

    private static void WriteSequential(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject();
        json.WriteString("method", "sequential");
        json.WriteNumber("alpha", plan.Run.Levels.Alpha.Value);
        json.WriteNumber("replicates", plan.Replicates);
        json.WriteNumber("seed", plan.Seed);
        json.WriteStartArray("scenarios");
        foreach (var row in plan.Sequential) Write(json, row, QuestionText.Leading(plan.Run));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SimulatedRow row, int leading)
    {
        json.WriteStartObject();
        json.WriteString("at", row.Row.Label);
        if (row.Result is not { } result) json.WriteBoolean("applies", false);
        else
        {
            json.WriteNumber("value", row.Row.Scenario!.Values[leading]);
            json.WriteNumber("meanLabels", result.Labels.Mean);
            json.WriteNumber("standardError", result.Labels.StandardError);
            json.WriteNumber("p95Labels", result.Labels.P95);
            json.WriteNumber("meanItems", result.Items.Mean);
            json.WriteNumber("passProbability", (double)result.Passes / result.Replicates);
            JsonText.Number(json, "wald", row.Wald);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ToleranceCost cost)
    {
        json.WriteStartObject();
        json.WriteNumber("factor", cost.Factor);
        json.WriteStartArray("epsilons");
        foreach (var epsilon in cost.Epsilons) json.WriteNumberValue(epsilon);
        json.WriteEndArray();
        foreach (var plan in cost.Fixed) Integer(json, Word(plan.Method), plan.Labels);
        JsonText.Number(json, "sequentialWald", cost.Wald);
        json.WriteEndObject();
    }

    private static void Integer(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
