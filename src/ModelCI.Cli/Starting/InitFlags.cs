using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Starting;

/// <summary>The flags of <c>modelci init</c>: all that it would ask.</summary>
internal sealed class InitFlags
{
    private static readonly ValueShape.Word Feedbacks = new(["verdict", "reason", "estimates"]);

    public Option<string?> Candidate { get; } = new("--candidate") { Description = "The model under test", HelpName = "FILE" };

    public Option<string?> Baseline { get; } = new("--baseline") { Description = "The model it must beat: base, a path, git:<rev>:<path> or none", HelpName = "MODEL" };

    public Option<string[]> Items { get; } = new("--items") { Description = "The items; NAME=FILE for each of several arrays", HelpName = "FILE", DefaultValueFactory = _ => [] };

    public Option<string?> Labels { get; } = new("--labels") { Description = "The labels: a file with the columns id and label, or column:NAME of the items", HelpName = "FILE" };

    public Option<string?> Id { get; } = new("--id") { Description = "The column that names the items, or labels", HelpName = "COLUMN" };

    public Option<string?> Name { get; } = new("--name") { Description = "Name of the test set", HelpName = "NAME" };

    public Option<string?> Classes { get; } = new("--classes") { Description = "All classes in the order of the scores, separated by commas", HelpName = "A,B,..." };

    public Option<string[]> Input { get; } = new("--input") { Description = "What feeds a model input", HelpName = "NAME=COLUMN,...", DefaultValueFactory = _ => [] };

    public Option<string[]> Scale { get; } = new("--scale") { Description = "Factor on the values that feed a model input", HelpName = "NAME=FACTOR", DefaultValueFactory = _ => [] };

    public Option<string?> ModelOutput { get; } = new("--model-output") { Description = "The model output that decides", HelpName = "NAME" };

    public Option<string?> Threshold { get; } = new("--threshold") { Description = "The second class from this probability on", HelpName = "P" };

    public Option<string?> Feedback { get; } = WordOption.Of("--feedback", Feedbacks, "verdict, reason or estimates (default: verdict)", "WORD");

    public Option<string?> Budget { get; } = new("--budget") { Description = "Labels over the life of the test set (default: unlimited)", HelpName = "L" };

    public Option<string?> LabelsPerRun { get; } = new("--labels-per-run") { Description = "New labels in one evaluation (default: unlimited)", HelpName = "L" };

    public Option<string?> Remote { get; } = new("--remote") { Description = "Where the account lives: a git remote or none (default: origin where there is one)", HelpName = "NAME" };

    public Option<string?> From { get; } = new("--from") { Description = "Take the gate out of an ease.ml/ci configuration", HelpName = ".easeml.yml" };

    public Option<bool> Yes { get; } = new("--yes") { Description = "Ask nothing: take what is sure, and name what is not" };

    public Option<bool> Force { get; } = new("--force") { Description = "Replace files that exist" };

    public Option<bool> NoWorkflow { get; } = new("--no-workflow") { Description = "Write no workflow for GitHub" };

    /// <summary>Condition and guarantee, as plan has them.</summary>
    public QuestionFlags Question { get; } = new();

    public AccountFlags Account { get; } = new();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Candidate, Baseline, Items, Labels, Id, Name, Classes, Input, Scale, ModelOutput, Threshold, Question.Loss, Question.LossRange]) command.Add(option);
        foreach (var option in (Option[])[Question.Condition, Question.Reliability, Question.Mode, Account.Adaptivity, Account.Steps, Feedback, Budget, LabelsPerRun, Remote]) command.Add(option);
        foreach (var option in (Option[])[From, Yes, Force, NoWorkflow]) command.Add(option);
    }

    /// <summary>Checks what stands alone, by the rules of the keys that it goes to; all problems at once.</summary>
    /// <exception cref="ModelCIException">All problems.</exception>
    public void Check(FlagReader reader)
    {
        reader.Condition(Question.Condition, Question.Loss, false);
        reader.Number(Question.Reliability, QuestionFlags.Share);
        reader.Number(Threshold, QuestionFlags.Share);
        reader.Word<Core.Configuration.Mode>(Question.Mode, QuestionFlags.Modes);
        reader.Word<Core.Configuration.Adaptivity>(Account.Adaptivity, AccountFlags.Adaptivities);
        reader.Word<Core.Configuration.Feedback>(Feedback, Feedbacks);
        reader.Integer(Account.Steps, AccountFlags.StepCount);
        reader.Integer(Budget, new ValueShape.Integer(1));
        reader.Integer(LabelsPerRun, new ValueShape.Integer(1));
        reader.Text(Name, (ValueShape.Text)Shape("holdout", "name"));
        reader.Text(Remote, (ValueShape.Text)Shape("ledger", "remote"));
        reader.Loss(Question.Loss, Question.LossRange);
        reader.Classes(Classes);
        reader.ThrowIfAny();
    }

    /// <summary>NAME=VALUE pairs; a value alone has the empty name.</summary>
    /// <exception cref="ModelCIException">MCI1006: a name given twice.</exception>
    public static IReadOnlyDictionary<string, string> Pairs(ParseResult parse, Option<string[]> option)
    {
        var pairs = parse.GetValue(option)!.Select(text => text.Split('=', 2) is [var name, var value] ? (Name: name, Value: value) : (Name: "", Value: text)).ToArray();
        return pairs.GroupBy(pair => pair.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ModelCIException([ConfigurationProblems.NotAllowed(option.Name, twice.Last().Value, "given once for each name")])
            : pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <exception cref="ModelCIException">MCI1006: a name that is no model input.</exception>
    public static void CheckInputs(IEnumerable<string> names, IReadOnlyList<string> inputs, string option)
    {
        if (names.FirstOrDefault(name => name.Length > 0 && !inputs.Contains(name)) is { } unknown)
            throw new ModelCIException([ConfigurationProblems.NotAllowed(option, unknown, $"a model input: {string.Join(", ", inputs)}", Suggestion.DidYouMean(unknown, inputs))]);
    }

    private static ValueShape Shape(string section, string key) =>
        ((ValueShape.Mapping)ConfigurationKeys.Root.Keys.Single(known => known.Name == section).Shape).Keys.Single(known => known.Name == key).Shape;
}
