using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Rules;
using ModelCI.Cli.Configuration.Yaml;

namespace ModelCI.Cli.Configuration;

/// <summary>The file after the check of single values: what the checks of combinations look at.</summary>
/// <param name="Text">The whole file.</param>
internal sealed record Draft(string Text, Section Root, ProblemList Problems)
{
    private const string ConditionKey = "condition";
    private const string SlicesKey = "slices";
    private const string All = "all";

    /// <summary><c>gate.condition</c>; null where it is missing or does not parse.</summary>
    public WrittenCondition? Condition { get; private init; }

    /// <summary><c>gate.slices</c> where it is a condition; null for <c>all</c> and where it is missing or does not parse.</summary>
    public WrittenCondition? EverySlice { get; private init; }

    public Section Holdout => Root.Child("holdout");

    public Section Gate => Root.Child("gate");

    /// <summary>Whether every clause must hold on every slice.</summary>
    public bool AsksForAllSlices => Gate.Text(SlicesKey) == All;

    /// <summary>The conditions that the file holds, as far as they parse.</summary>
    public IEnumerable<WrittenCondition> Conditions => new[] { Condition, EverySlice }.OfType<WrittenCondition>();

    /// <summary>Names of the declared slices, in their order.</summary>
    public IReadOnlyList<string> Slices => [.. Holdout.Named(SlicesKey).Select(slice => slice.Name)];

    /// <summary>Where the model is, for both spellings of <c>candidate</c> and <c>baseline</c>.</summary>
    public string? ModelPath(string key) => Root.Text(key) ?? Root.Child(key).Text("model");

    /// <summary>The file with its conditions parsed; syntax errors are added to the problems.</summary>
    public static Draft Of(string text, Section root, ProblemList problems)
    {
        var draft = new Draft(text, root, problems);
        return draft with
        {
            Condition = ConditionText.Parse(draft, ConditionKey),
            EverySlice = draft.AsksForAllSlices ? null : ConditionText.Parse(draft, SlicesKey),
        };
    }

    /// <summary>The place in the file of a character of a condition.</summary>
    public Place PlaceIn(WrittenCondition written, int offset) => PlaceIn(written.Key, offset);

    /// <summary>The place in the file of a character of the text at a key under <c>gate</c>.</summary>
    public Place PlaceIn(string key, int offset) => Gate.Find(key) is SourceScalar scalar
        ? ScalarColumns.PlaceOf(Text, scalar, offset)
        : Gate.PlaceOf(key);
}
