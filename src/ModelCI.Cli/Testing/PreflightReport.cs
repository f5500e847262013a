using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelCI.Cli.Terminals;
using ModelCI.Git;

namespace ModelCI.Cli.Testing;

/// <summary>A preflight for people and programs.</summary>
internal static class PreflightReport
{
    private const int Indent = 15;

    public static string ToText(Preflight found)
    {
        var (gate, text) = (found.Configuration.Gate, new StringBuilder());
        Line("configuration", $"{found.Configuration.File}: {gate.Condition}");
        Line("candidate", Model(found.Candidate));
        if (found.Baseline is not null) Line("baseline", Model(found.Baseline));
        var items = found.Items is { } count ? $" ({count:#,0} items)" : "";
        Line("test set", found.WasLookedAt
            ? string.Create(CultureInfo.InvariantCulture, $"{found.Configuration.Holdout.Name}{items}: its columns feed the models; no item was predicted")
            : string.Create(CultureInfo.InvariantCulture, $"{found.Configuration.Holdout.Name}{items} is sealed, and the keys are not set: not looked at"));
        Line("account", Account(found));
        if (found.Development is { } development)
            Line("development", string.Create(CultureInfo.InvariantCulture,
                $"{development.Files}: the models differ on {development.Differ:#,0} of {development.Items:#,0} items, d = {development.Share:0.####} (95 % interval {development.Lower:0.####} to {development.Upper:0.####})"));
        if (found.Forecast is not null) Line("labels", found.Forecast);
        text.Append("\nNothing was decided or recorded.\n");
        return text.ToString();

        void Line(string name, string what) => text.Append(TextWrap.Of(name.PadRight(Indent) + what, Indent));
    }

    public static string ToJson(Preflight found) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.preflight/1");
        json.WriteString("condition", found.Configuration.Gate.Condition.ToString());
        Write(json, "candidate", found.Candidate);
        Write(json, "baseline", found.Baseline);
        json.WriteStartObject("testSet");
        json.WriteString("name", found.Configuration.Holdout.Name);
        JsonText.Number(json, "items", found.Items);
        json.WriteBoolean("lookedAt", found.WasLookedAt);
        json.WriteEndObject();
        json.WriteStartObject("account");
        json.WriteString("place", Place(found.Place));
        json.WriteNumber("runs", found.RunsDone);
        JsonText.Number(json, "runsLeft", found.RunsLeft);
        JsonText.Number(json, "logInverseAlpha", found.LogInverseAlpha);
        json.WriteNumber("labelsReserved", found.Reserved);
        json.WriteEndObject();
        WriteDevelopment(json, found.Development);
        json.WriteString("forecast", found.Forecast);
        json.WriteEndObject();
    });

    private static string Model(CheckedModel model) =>
        $"{model.Path} ({model.Digest[..12]}): {string.Join(", ", model.Signature.Inputs.Select(input => input.Text))} -> {string.Join(", ", model.Signature.Outputs.Select(output => output.Text))}";

    private static string Account(Preflight found)
    {
        var left = found.RunsLeft is { } runs ? string.Create(CultureInfo.InvariantCulture, $"{runs:#,0} left") : "open-ended";
        var level = found.LogInverseAlpha is { } log ? string.Create(CultureInfo.InvariantCulture, $"the next at alpha {Math.Exp(-log):0.###e0}") : "no further one: a new test set is needed";
        return string.Create(CultureInfo.InvariantCulture, $"{Place(found.Place)}: {found.RunsDone:#,0} {(found.RunsDone == 1 ? "evaluation" : "evaluations")} so far, {left}, {level}; at most {found.Reserved:#,0} labels used so far");
    }

    private static string Place(LedgerPlace place) => place switch
    {
        LedgerPlace.Remote remote => remote.Name,
        LedgerPlace.Offline offline => $"{offline.Name}, as this clone knows it",
        _ => "this clone",
    };

    private static void Write(Utf8JsonWriter json, string name, CheckedModel? model)
    {
        if (model is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("path", model.Path);
        json.WriteString("digest", model.Digest);
        foreach (var (side, values) in new[] { ("inputs", model.Signature.Inputs), ("outputs", model.Signature.Outputs) })
        {
            json.WriteStartArray(side);
            foreach (var value in values) json.WriteStringValue(value.Text);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteDevelopment(Utf8JsonWriter json, Disagreement? development)
    {
        if (development is null)
        {
            json.WriteNull("development");
            return;
        }
        json.WriteStartObject("development");
        json.WriteString("files", development.Files);
        json.WriteNumber("items", development.Items);
        json.WriteNumber("differ", development.Differ);
        json.WriteNumber("disagreement", development.Share);
        json.WriteNumber("lower", development.Lower);
        json.WriteNumber("upper", development.Upper);
        json.WriteEndObject();
    }
}
