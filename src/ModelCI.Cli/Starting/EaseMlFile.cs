using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Starting;

/// <summary>
/// The gate of an ease.ml/ci configuration (.easeml.yml): a list of settings under <c>ml</c> (Renggli et al., SysML 2019, section 3; the public implementation adds
/// data_mode and email).
/// </summary>
/// <param name="Notes">What has no counterpart, or another meaning here; a line each.</param>
internal sealed record EaseMlFile(string? Condition, string? Reliability, string? Mode, string? Adaptivity, string? Steps, IReadOnlyList<string> Notes)
{
    private const int LargestSize = 64 * 1024;

    private static readonly string[] Known = ["script", "condition", "reliability", "mode", "adaptivity", "steps", "data_mode", "dataMode", "email"];

    /// <exception cref="ModelCIException">All problems, in the file's order; MCI1044: it is none.</exception>
    public static EaseMlFile Read(string path)
    {
        var problems = new ProblemList(path);
        var root = YamlLoader.Load(ConfigurationFile.Load(path, path, LargestSize, "name the configuration of ease.ml/ci with --from FILE"), problems);
        var settings = Settings((root as SourceMapping)?.Find("ml")?.Value ?? throw NotOne(path), problems, path);
        foreach (var setting in settings.Where(setting => !Known.Contains(setting.Key)))
            problems.Add(setting.KeyPlace, ConfigurationProblems.UnknownKey(setting.Key, Known, Suggestion.DidYouMean(setting.Key, Known)));
        var notes = new List<string>();
        var values = settings.Where(setting => Known.Contains(setting.Key)).DistinctBy(setting => setting.Key).ToDictionary(setting => setting.Key, setting => setting.Value as SourceScalar, StringComparer.Ordinal);
        var read = new EaseMlFile(
            ReadCondition(values, problems), Checked(values, "reliability", problems), Checked(values, "mode", problems), ReadAdaptivity(values, problems, notes), Checked(values, "steps", problems), notes);
        AddNotes(values, notes);
        problems.ThrowIfAny();
        return read;
    }

    /// <summary>A list of mappings of one key each, as published, or one mapping.</summary>
    private static SourceEntry[] Settings(SourceNode ml, ProblemList problems, string path)
    {
        SourceMapping[] all = ml switch
        {
            SourceMapping mapping => [mapping],
            SourceList list when list.Items.All(item => item is SourceMapping) => [.. list.Items.Cast<SourceMapping>()],
            _ => throw NotOne(path),
        };
        SourceEntry[] entries = [.. all.SelectMany(mapping => mapping.Entries)];
        foreach (var again in entries.GroupBy(entry => entry.Key).SelectMany(same => same.Skip(1).Select(entry => (entry, First: same.First()))))
            problems.Add(again.entry.KeyPlace, ConfigurationProblems.Duplicate(again.entry.Key, again.First.KeyPlace));
        return entries;
    }

    private static string? ReadCondition(Dictionary<string, SourceScalar?> values, ProblemList problems)
    {
        if (values.GetValueOrDefault("condition") is not { } scalar) return null;
        if (ConditionParser.TryParse(scalar.Text, out _, out var error)) return scalar.Text.Trim();
        problems.Add(scalar.Place, ConfigurationProblems.BadCondition(error, "condition"));
        return null;
    }

    /// <summary>The key of the same name under <c>gate</c> has the same values.</summary>
    private static string? Checked(Dictionary<string, SourceScalar?> values, string key, ProblemList problems)
    {
        if (values.GetValueOrDefault(key) is not { } scalar) return null;
        if (ScalarChecker.Check(scalar, GateKeys.All.Keys.Single(known => known.Name == key).Shape, key) is not { } problem) return scalar.Text;
        problems.Add(scalar.Place, problem);
        return null;
    }

    private static string? ReadAdaptivity(Dictionary<string, SourceScalar?> values, ProblemList problems, List<string> notes)
    {
        if (values.GetValueOrDefault("adaptivity") is not { } scalar) return null;
        // The paper writes where the sealed result is sent behind "none": none -> someone@example.org.
        var parts = scalar.Text.Split("->", 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2) notes.Add("adaptivity's address: nothing is sent; the key's holders read results with `modelci ledger show --unseal`");
        switch (parts[0])
        {
            case "full":
                return "full";
            case "none":
                notes.Add("adaptivity none needs a keyed account: make keys with `modelci holdout seal --new-key`");
                return "none";
            case "firstChange" or "first-change" or "hybrid":
                return "first-change";
        }
        problems.Add(scalar.Place, ConfigurationProblems.NotAllowed("adaptivity", scalar.Text, "full, none or firstChange", Suggestion.DidYouMean(parts[0], ["full", "none", "firstChange"])));
        return null;
    }

    private static void AddNotes(Dictionary<string, SourceScalar?> values, List<string> notes)
    {
        if (values.ContainsKey("script")) notes.Add("script: no script is run; both models are ONNX files, which ModelCI runs itself");
        if (values.ContainsKey("data_mode") || values.ContainsKey("dataMode")) notes.Add("data_mode: items and labels are files of this repository, sealed or not (holdout)");
        if (values.ContainsKey("email")) notes.Add("email: nothing is sent; the report and GitHub tell");
        notes.Add("the old model is run again on the same items: its remembered accuracy is not used, and the steps begin anew with this test set");
    }

    private static ModelCIException NotOne(string path) =>
        new("MCI1044", "this is no configuration of ease.ml/ci: its settings are a list under 'ml'", path, "give a file such as `ml: [{ condition: n - o > 0.02 +/- 0.01 }, { reliability: 0.9999 }]`");
}
