using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
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

    public string? Text(Option<string?> option, ValueShape.Text shape) => Checked(option, shape);

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

    private Condition? Condition(Option<string?> option)
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

    /// <summary>What a loss is; null where neither flag was given, or one is wrong.</summary>
    public LossSettings? Loss(Option<string?> kindOption, Option<string?> rangeOption)
    {
        var kind = Word<LossKind>(kindOption, QuestionFlags.Losses);
        if (IsGiven(kindOption)) Require(rangeOption, "0,1");
        else if (IsGiven(rangeOption)) Require(kindOption, "absolute");
        if (parse.GetValue(rangeOption) is not { } text) return null;
        var ends = text.Split(',', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !ends.All(NumberText.IsNumber))
        {
            Add(ConfigurationProblems.NotAllowed(rangeOption.Name, text, "two numbers separated by a comma, such as 0,1"));
            return null;
        }
        var (lowest, highest) = (NumberText.Number(ends[0]), NumberText.Number(ends[1]));
        if (LossSettings.WhyNot(lowest, highest) is not { } why) return kind is { } known ? new LossSettings(known, lowest, highest) : null;
        Add(ConfigurationProblems.BadCombination($"{rangeOption.Name} is {text}: {why}", "write the least and the greatest loss that count, such as 0,1"));
        return null;
    }

    /// <summary>A condition whose terms the kind of task has a meaning for; null where it was not given, or is wrong.</summary>
    /// <param name="lossOption">Given for a regression.</param>
    /// <param name="isRegression">Whether a configuration declares a loss.</param>
    public Condition? Condition(Option<string?> option, Option<string?> lossOption, bool isRegression = false)
    {
        if (Condition(option) is not { } condition) return null;
        foreach (var term in ConditionProblems.OfTask(condition, isRegression || IsGiven(lossOption), isRegression ? "holdout.loss" : lossOption.Name)) Add(term.Problem with { Where = option.Name });
        return condition;
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
