using ModelCI.Cli.Configuration.Binding;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;

namespace ModelCI.Cli.Configuration;

/// <summary>The file after the check of single values: what the checks of combinations look at.</summary>
/// <param name="Text">The whole file.</param>
/// <param name="Condition">Null where it is missing or does not parse.</param>
internal sealed record Draft(string Text, Section Root, Condition? Condition, ProblemList Problems)
{
    public Section Holdout => Root.Child("holdout");

    public Section Gate => Root.Child("gate");

    /// <summary>Where the model is, for both spellings of <c>candidate</c> and <c>baseline</c>.</summary>
    public string? ModelPath(string key) => Root.Text(key) ?? Root.Child(key).Text("model");

    /// <summary>The place in the file of a character of the condition.</summary>
    public Place PlaceInCondition(int offset) => Gate.Find("condition") is SourceScalar scalar
        ? ScalarColumns.PlaceOf(Text, scalar, offset)
        : Gate.PlaceOf("condition");
}
