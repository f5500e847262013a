using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Flags;

/// <summary>
/// Reads flags by the rules of the configuration's values, with the same words and codes, and collects all problems. A flag that was not given
/// is null; so is one that is wrong.
/// </summary>
internal sealed class FlagReader(ParseResult parse)
{
    private readonly List<Problem> _problems = [];

    public bool IsGiven(Option<string?> option) => parse.GetValue(option) is not null;

    public bool IsSet(Option<bool> option) => parse.GetValue(option);

    public double? Number(Option<string?> option, ValueShape.Number shape) => Checked(option, shape) is { } text ? NumberText.Number(text) : null;

    public int? Integer(Option<string?> option, ValueShape.Integer shape) => Checked(option, shape) is { } text && text != shape.None ? NumberText.Integer(text) : null;

    public ulong? Seed(Option<string?> option)
    {
        if (parse.GetValue(option) is not { } text) return null;
        if (NumberText.IsInteger(text) && ulong.TryParse(text, out var seed)) return seed;
        Add(ConfigurationProblems.NotAllowed(option.Name, text, "a whole number of at least 0 and below 2^64"));
        return null;
    }

    /// <summary>The member that the word names: fp-free is FpFree.</summary>
    public T? Word<T>(Option<string?> option, ValueShape.Word shape)
        where T : struct, Enum =>
        Checked(option, shape) is { } text ? Enum.Parse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) : null;

    public Condition? Condition(Option<string?> option)
    {
        if (parse.GetValue(option) is not { } text) return null;
        if (!ConditionParser.TryParse(text, out var condition, out var error))
        {
            Add(ConfigurationProblems.BadCondition(error, option.Name));
            return null;
        }
        foreach (var term in ConditionProblems.OfForms(condition)) Add(term.Problem with { Where = option.Name });
        return condition;
    }

    /// <summary>Names separated by commas.</summary>
    public ClassList? Classes(Option<string?> option)
    {
        if (parse.GetValue(option) is not { } text) return null;
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length >= 2 && !names.Contains("") && names.Distinct(StringComparer.Ordinal).Count() == names.Length) return new ClassList(names);
        Add(ConfigurationProblems.NotAllowed(option.Name, text, "at least two different names separated by commas"));
        return null;
    }

    /// <summary>Adds a problem where a flag that the command cannot do without was not given.</summary>
    public void Require(Option<string?> option, string example)
    {
        if (parse.GetValue(option) is null) Add(new Problem("MCI1014", $"{option.Name} is missing", Fix: $"add for instance {option.Name} {example}"));
    }

    public void Add(Problem problem) => _problems.Add(problem);

    public void ThrowIfAny()
    {
        if (_problems.Count > 0) throw new ModelCIException(_problems);
    }

    private string? Checked(Option<string?> option, ValueShape shape)
    {
        if (parse.GetValue(option) is not { } text) return null;
        if (ScalarChecker.Check(new SourceScalar(text, ScalarQuoting.Plain, Place.Start, 0, 0), shape, option.Name) is not { } problem) return text;
        Add(problem);
        return null;
    }
}
