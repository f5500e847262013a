using System.CommandLine;
using System.Globalization;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Predicting;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Git;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Starting;

/// <summary>Composes a gate out of flags, of what the folder has and of answers; what it gives was read and bound as a run would, except for the verdict.</summary>
/// <param name="file">The configuration to write, as messages show it.</param>
/// <param name="folder">Its absolute folder.</param>
internal sealed class NewGate(
    ParseResult parse, InitFlags flags, Questions questions, TestSetKeys? keys, GitRepository repository, string file, string folder, TimeProvider time)
{
    private const string LabelColumn = "column:";

    // More are a test set of numbers, or not what a file can list.
    private const int MostClasses = 1000;

    public ComposedGate Compose(CancellationToken cancellation)
    {
        var imported = parse.GetValue(flags.From) is { } from ? EaseMlFile.Read(from) : null;
        var found = FoundFiles.In(folder);
        var candidate = Relative(AskModel(found)!);
        var baseline = AskBaseline(found, candidate);
        questions.ThrowIfMissing();
        using var models = Open(candidate, baseline!, out var signatures);
        var items = AskItems(signatures[0], found);
        var labels = AskLabels(found, items);
        questions.ThrowIfMissing();

        var draft = Gate(imported, new GateDraft
        {
            Candidate = candidate,
            Baseline = baseline!,
            Name = parse.GetValue(flags.Name) ?? UsualName(),
            Items = items,
            Id = parse.GetValue(flags.Id) ?? (IsTable(items) || labels!.StartsWith(LabelColumn, StringComparison.Ordinal) ? null : "labels"),
            Labels = labels!.StartsWith(LabelColumn, StringComparison.Ordinal) ? null : labels,
            LabelColumn = labels.StartsWith(LabelColumn, StringComparison.Ordinal) ? labels[LabelColumn.Length..] : null,
            Classes = parse.GetValue(flags.Classes)?.Split(',', StringSplitOptions.TrimEntries),
            Loss = parse.GetValue(flags.Question.Loss) is { } kind ? (kind, parse.GetValue(flags.Question.LossRange)!) : null,
            Remote = parse.GetValue(flags.Remote),
        });
        var holdout = ReadHoldout(ref draft);
        draft = Feed(draft, signatures, holdout.Items.Columns);
        var isClassification = draft.Loss is null;
        draft = new OutputChoice(parse, flags, questions).Choose(draft, signatures[0], holdout.Labels);
        questions.ThrowIfMissing();
        // Of another architecture, whose outputs have names of their own.
        if (draft.Output is { } output && signatures.Count > 1 && signatures[1].Outputs.All(other => other.Name != output)) draft = draft with { IsOutputOfCandidate = true };
        if (isClassification && draft.Loss is not null) holdout = HoldoutReader.Read(Read(draft).Holdout, folder, keys);
        if (draft.Loss is null && holdout.Labels.Classes.Count <= MostClasses) draft = draft with { Classes = holdout.Labels.Classes.Names };
        draft = WithCondition(draft, imported, holdout, cancellation);
        questions.ThrowIfMissing();

        var configuration = Read(draft);
        Bind(configuration, holdout);
        var plan = LabelForecast.Of(configuration, holdout.Labels.Classes, holdout.Items.Count, Account.Empty, null);
        string[] watched = [repository.Prefix + Path.GetFileName(file), .. Files(draft).Select(InRepository).OfType<string>().Distinct()];
        return new ComposedGate(ConfigurationText.Of(draft), watched, plan.Sentence(cancellation), imported?.Notes.Select(note => $"{parse.GetValue(flags.From)}: {note}").ToArray() ?? []);
    }

    private string? AskModel(FoundFiles found)
    {
        var (given, models) = (parse.GetValue(flags.Candidate), found.Models);
        var answer = questions.Ask("the model under test", "--candidate FILE", given, models.Count > 0 ? models[0] : null, models.Count == 1, models, WhyNoFile);
        questions.ThrowIfMissing();
        return answer;
    }

    private string? AskBaseline(FoundFiles found, string candidate)
    {
        var isCommitted = InRepository(candidate) is { } path && repository.Head() is { } head && repository.HasFile(head, path);
        string[] others = [.. found.Models.Where(model => Relative(model) != candidate)];
        var usual = isCommitted ? "base" : others.Length == 1 ? others[0] : null;
        var answer = questions.Ask(
            "the model it must beat (base: the candidate's path at the pull request's base commit)", "--baseline base|FILE|none", parse.GetValue(flags.Baseline), usual,
            isCommitted && others.Length == 0, ["base", .. others, "none"]);
        return answer is null or "base" or "none" || answer.StartsWith("git:", StringComparison.Ordinal) ? answer : Relative(answer);
    }

    /// <summary>The models that are files here, loaded; the candidate first.</summary>
    private PairPredictor Open(string candidate, string baseline, out IReadOnlyList<ModelSignature> signatures)
    {
        var predictor = PairPredictor.Start(WorkerLauncher.Command(), new LimitSettings(4L << 30, 20));
        try
        {
            var isFile = File.Exists(Path.GetFullPath(baseline, folder));
            predictor.Load(Source("candidate", candidate), isFile ? Source("baseline", baseline) : null);
            signatures = predictor.Signatures();
            return predictor;
        }
        catch
        {
            predictor.Dispose();
            throw;
        }
    }

    private ModelSource Source(string role, string path) => new(role, path, Path.GetFullPath(path, folder), new Dictionary<string, InputSettings>(), null);

    private IReadOnlyList<(string? Name, string File)> AskItems(ModelSignature model, FoundFiles found)
    {
        var given = parse.GetValue(flags.Items)!;
        var proposals = ItemsProposal.Of(model, found.Data);
        var isSure = proposals.Count > 0 && (proposals.Count == 1 || proposals[0].Fit > proposals[1].Fit);
        var answer = questions.Ask(
            "the items of the test set (several arrays: NAME=FILE NAME=FILE)", "--items FILE", given.Length > 0 ? string.Join(' ', given) : null, proposals.Count > 0 ? proposals[0].Text : null, isSure,
            proposals.Count > 0 ? [.. proposals.Select(proposal => proposal.Text)] : [.. found.Data.Select(data => data.Path)]);
        // Of a flag every file is its own word; only an answer is split.
        var words = given.Length > 0 ? given : answer?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. words.Select(word => word.Split('=', 2) is [var name, var path] ? ((string?)name, Relative(path)) : (null, Relative(word)))];
    }

    private string? AskLabels(FoundFiles found, IReadOnlyList<(string? Name, string File)> items)
    {
        var given = parse.GetValue(flags.Labels);
        if (given is not null) return given.StartsWith(LabelColumn, StringComparison.Ordinal) ? given : Relative(given);
        if (items.Count == 0) return null;
        var own = items.Count == 1 ? found.Data.FirstOrDefault(data => Relative(data.Path) == items[0].File) ?? ItemFile.TryDescribe(items[0].File, folder) : null;
        string[] columns = [.. own is { IsTable: true } ? own.Columns.Where(column => Names.IsLabel(column.Name)).Select(column => LabelColumn + column.Name) : []];
        string[] files = [.. found.Data.Where(data => data.IsTable && data.Path != own?.Path && data.Columns.Any(column => column.Name == "id") && data.Columns.Any(column => column.Name == "label")).Select(data => data.Path)];
        string[] named = [.. files.Where(path => Path.GetFileName(path).Contains("label", StringComparison.OrdinalIgnoreCase))];
        var usual = columns.FirstOrDefault() ?? named.FirstOrDefault() ?? files.FirstOrDefault();
        var isSure = columns is [LabelColumn + "label"] || (columns.Length == 0 && (named.Length == 1 || (named.Length == 0 && files.Length == 1)));
        var answer = questions.Ask("the labels: a table with the columns id and label, or column:NAME of the items", "--labels FILE", null, usual, isSure, [.. columns, .. named, .. files.Except(named)]);
        return answer is null || answer.StartsWith(LabelColumn, StringComparison.Ordinal) ? answer : Relative(answer);
    }

    private GateDraft Gate(EaseMlFile? imported, GateDraft draft) => draft with
    {
        Reliability = parse.GetValue(flags.Question.Reliability) ?? imported?.Reliability ?? draft.Reliability,
        Mode = parse.GetValue(flags.Question.Mode) ?? imported?.Mode ?? draft.Mode,
        Adaptivity = parse.GetValue(flags.Account.Adaptivity) ?? imported?.Adaptivity ?? draft.Adaptivity,
        Steps = parse.GetValue(flags.Account.Steps) ?? imported?.Steps ?? draft.Steps,
        Feedback = parse.GetValue(flags.Feedback) ?? draft.Feedback,
        Budget = parse.GetValue(flags.Budget),
        LabelsPerRun = parse.GetValue(flags.LabelsPerRun),
        Notes = imported is null ? [] : [.. imported.Notes.Prepend($"taken over from {parse.GetValue(flags.From)}:")],
    };

    /// <summary>Labels that are not all there do not tell the classes, which is then asked for.</summary>
    private HoldoutData ReadHoldout(ref GateDraft draft)
    {
        try
        {
            return HoldoutReader.Read(Read(draft).Holdout, folder, keys);
        }
        catch (ModelCIException exception) when (draft.Classes is null && draft.Loss is null && exception.Problems.Any(problem => problem.Code == "MCI3063"))
        {
            var classes = questions.Ask(
                "all classes in the order of the models' scores, separated by commas (some labels are missing)", "--classes A,B,...", null, null, isSure: false, null,
                answer => answer.Split(',').Length < 2 ? "at least two are needed" : null);
            questions.ThrowIfMissing();
            draft = draft with { Classes = classes!.Split(',', StringSplitOptions.TrimEntries) };
            return HoldoutReader.Read(Read(draft).Holdout, folder, keys);
        }
    }

    private GateDraft Feed(GateDraft draft, IReadOnlyList<ModelSignature> signatures, IReadOnlyList<FeatureColumn> columns)
    {
        var given = InitFlags.Pairs(parse, flags.Input).ToDictionary(pair => pair.Key, pair => pair.Value.Split(',', StringSplitOptions.TrimEntries), StringComparer.Ordinal);
        var scales = InitFlags.Pairs(parse, flags.Scale);
        string[] inputs = [.. signatures.SelectMany(signature => signature.Inputs).Select(input => input.Name).Distinct()];
        InitFlags.CheckInputs(given.Keys, inputs, flags.Input.Name);
        InitFlags.CheckInputs(scales.Keys, inputs, flags.Scale.Name);
        var matcher = new InputMatcher(columns, given, scales, questions);
        var candidate = matcher.Match(signatures[0]).Where(entry => !entry.SaysNothing).ToArray();
        questions.ThrowIfMissing();
        if (signatures.Count < 2 || HasSameInputs(signatures)) return draft with { Inputs = candidate };
        var baseline = matcher.Match(signatures[1]).Where(entry => !entry.SaysNothing).ToArray();
        var isServed = candidate.SequenceEqual(baseline) || (candidate.All(entry => signatures[1].Inputs.Any(input => input.Name == entry.Input)) && baseline.All(candidate.Contains));
        return draft with { Inputs = candidate, BaselineInputs = isServed ? null : baseline };
    }

    /// <summary>Then nothing is asked twice: what feeds the one feeds the other.</summary>
    private static bool HasSameInputs(IReadOnlyList<ModelSignature> signatures) =>
        signatures[0].Inputs.Select(input => input.Name).Order().SequenceEqual(signatures[1].Inputs.Select(input => input.Name).Order())
        || (signatures[0].Inputs.Count == 1 && signatures[1].Inputs.Count == 1);

    private GateDraft WithCondition(GateDraft draft, EaseMlFile? imported, HoldoutData holdout, CancellationToken cancellation)
    {
        var isComparison = draft.Baseline != "none" && draft.Loss is null;
        var given = parse.GetValue(flags.Question.Condition) ?? imported?.Condition;
        var usual = given is null && isComparison
            ? LabelForecast.UsualCondition(condition => Read(draft with { Condition = condition }), holdout.Labels.Classes, holdout.Items.Count, cancellation)
            : null;
        var condition = questions.Ask(
            "what a candidate must fulfil (n, o: accuracy of new and old)", draft.Loss is null ? "--condition 'n > 0.9 +/- 0.02'" : "--condition 'loss(n) - loss(o) < 0 +/- 0.05'", given, usual, isSure: true, null,
            answer => Core.Conditions.ConditionParser.TryParse(answer, out _, out var error) ? null : $"{error.Message}\n  {error.Excerpt.Replace("\n", "\n  ", StringComparison.Ordinal)}");
        return condition is null ? draft : draft with { Condition = condition };
    }

    private GateConfiguration Read(GateDraft draft) => ConfigurationReader.Parse(ConfigurationText.Of(draft), file, folder);

    /// <summary>Whether the models can answer the items at all, so that no run has to say it.</summary>
    private void Bind(GateConfiguration configuration, HoldoutData holdout)
    {
        using var models = new ModelFiles(configuration, repository, baseRevision: null);
        var isLocal = configuration.Baseline?.Location is ModelLocation.LocalFile;
        using var predictor = PairPredictor.Start(WorkerLauncher.Command(), models.Candidate.Source, isLocal ? models.Baseline!.Source : null, configuration.Limits);
        predictor.Bind(holdout.Items, ConfiguredTask.Of(configuration, holdout.Labels));
    }

    private static bool IsTable(IReadOnlyList<(string? Name, string File)> items) =>
        items.Count == 1 && !items[0].File.Contains(".npy", StringComparison.OrdinalIgnoreCase) && !items[0].File.Contains(".npz", StringComparison.OrdinalIgnoreCase);

    private static string? WhyNoFile(string path) => File.Exists(Path.GetFullPath(path, Environment.CurrentDirectory)) ? null : $"there is no file '{path}'";

    /// <summary>What was typed or found starts at the current folder, what is written at the configuration's.</summary>
    private string Relative(string path)
    {
        if (Path.IsPathRooted(path)) return path;
        var typed = Path.GetFullPath(path, Environment.CurrentDirectory);
        return File.Exists(typed) ? Path.GetRelativePath(folder, typed).Replace(Path.DirectorySeparatorChar, '/') : path;
    }

    private string? InRepository(string path)
    {
        var relative = Path.GetRelativePath(repository.Root, Path.GetFullPath(path, Path.Combine(repository.Root, repository.Prefix)));
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    private static IEnumerable<string> Files(GateDraft draft) =>
        new[] { draft.Candidate, draft.Baseline is "base" or "none" || draft.Baseline.StartsWith("git:", StringComparison.Ordinal) ? null : draft.Baseline, draft.Labels }
            .OfType<string>().Concat(draft.Items.Select(array => array.File));

    /// <summary>After the folder and the month: a later test set gets another name, and an account of its own.</summary>
    private string UsualName()
    {
        var name = string.Concat(Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)).ToLowerInvariant().Select(symbol => char.IsAsciiLetterOrDigit(symbol) ? symbol : '-')).Trim('-');
        return $"{(name.Length == 0 ? "holdout" : name[..Math.Min(name.Length, 40)])}-{time.GetLocalNow().ToString("yyyy-MM", CultureInfo.InvariantCulture)}";
    }
}
