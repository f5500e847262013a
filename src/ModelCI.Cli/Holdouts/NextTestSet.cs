using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Holdouts;

/// <summary>The test set that takes over, as the configuration will have it.</summary>
/// <param name="Configuration">With its name and files, and without a pinned account.</param>
/// <param name="Changes">Dotted paths in modelci.yml and what they become.</param>
internal sealed record NextTestSet(GateConfiguration Configuration, IReadOnlyDictionary<string, string> Changes)
{
    private const string ItemsOption = "--items";
    private const string LabelsOption = "--labels";

    /// <param name="items">FILE, or NAME=FILE for each of several arrays; relative to <paramref name="workingFolder"/>.</param>
    /// <param name="labels">Likewise; null where none was given.</param>
    /// <exception cref="ModelCIException">A name or file that cannot be the new test set's.</exception>
    public static NextTestSet Of(GateConfiguration old, string name, IReadOnlyList<string> items, string? labels, string workingFolder)
    {
        var shape = HoldoutKeys.All.Keys.Single(key => key.Name == "name").Shape;
        if (ScalarChecker.Check(new SourceScalar(name, ScalarQuoting.Plain, Cli.Configuration.Place.Start, 0, 0), shape, "NEW-NAME") is { } problem)
            throw new ModelCIException([problem]);
        if (name == old.Holdout.Name) throw LifeProblems.SameName(name);
        if (items.Count == 0) throw LifeProblems.NoNewFile(ItemsOption, "holdout.items");
        var changes = new Dictionary<string, string>(StringComparer.Ordinal) { ["holdout.name"] = name };
        var holdout = old.Holdout with
        {
            Name = name,
            Items = old.Holdout.Items is ItemsSource.Arrays arrays ? Arrays(arrays) : OneFile(),
            Labels = Labels(),
            Account = null,
        };
        return new NextTestSet(old with { Holdout = holdout }, changes);

        ItemsSource.OneFile OneFile() => items.Count == 1
            ? new ItemsSource.OneFile(Place("holdout.items", ItemsOption, items[0]))
            : throw new ModelCIException("MCI4055", $"{items.Count} files were given for holdout.items, which is one file", ItemsOption, "give one");

        ItemsSource.Arrays Arrays(ItemsSource.Arrays before)
        {
            var given = items.Select(item => item.Split('=', 2)).ToArray();
            Problem[] wrong = [.. given.Where(pair => pair.Length < 2 || !before.Files.ContainsKey(pair[0])).Select(pair => LifeProblems.NotAnArray(string.Join('=', pair), before.Files.Keys))];
            if (wrong.Length > 0) throw new ModelCIException(wrong);
            var files = given.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => Place($"holdout.items.{pair[0]}", ItemsOption, pair[1]), StringComparer.Ordinal);
            return before.Files.Keys.FirstOrDefault(array => !files.ContainsKey(array)) is { } absent
                ? throw LifeProblems.NoNewFile(ItemsOption, $"holdout.items.{absent}")
                : new ItemsSource.Arrays(files);
        }

        LabelsSource Labels()
        {
            if (old.Holdout.Labels is LabelsSource.Column column) return labels is null ? column : throw LifeProblems.NoLabelsFile(column.Name);
            return new LabelsSource.LabelFile(Place("holdout.labels", LabelsOption, labels ?? throw LifeProblems.NoNewFile(LabelsOption, "holdout.labels")));
        }

        string Place(string key, string option, string given)
        {
            var full = Path.GetFullPath(given, workingFolder);
            if (FilesOf(old.Holdout).Any(file => Path.GetFullPath(file, old.Folder) == full)) throw LifeProblems.SameFile(option, given);
            var relative = Path.GetRelativePath(old.Folder, full).Replace(Path.DirectorySeparatorChar, '/');
            // What was given by an absolute path and lies elsewhere stays so: modelci.yml may move, that file does not move with it.
            return changes[key] = Path.IsPathRooted(given) && relative.StartsWith("..", StringComparison.Ordinal) ? given : relative;
        }
    }

    /// <summary>Refuses items that the configured inputs cannot be fed from: found later, it would have cost the new account.</summary>
    /// <exception cref="ModelCIException">MCI4056: every column that is not there.</exception>
    public void CheckColumns(ItemPool items)
    {
        var inputs = Configuration.Holdout.Inputs.Select(input => ("holdout.inputs", input))
            .Concat((Configuration.Candidate.Inputs ?? new Dictionary<string, InputSettings>()).Select(input => ("candidate.inputs", input)))
            .Concat((Configuration.Baseline?.Inputs ?? new Dictionary<string, InputSettings>()).Select(input => ("baseline.inputs", input)));
        Problem[] absent =
        [
            .. from pair in inputs
               from name in pair.input.Value.From
               where items.Find(name) is null
               select LifeProblems.NoColumn($"{pair.Item1}.{pair.input.Key}", name, items.Columns.Select(column => column.Name)),
        ];
        if (absent.Length > 0) throw new ModelCIException(absent);
    }

    private static IEnumerable<string> FilesOf(HoldoutSettings holdout) =>
    [
        .. holdout.Items is ItemsSource.Arrays arrays ? arrays.Files.Values : [((ItemsSource.OneFile)holdout.Items).Path],
        .. holdout.Labels is LabelsSource.LabelFile labels ? (string[])[labels.Path] : [],
    ];
}
