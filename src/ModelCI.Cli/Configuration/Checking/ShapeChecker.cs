using System.Text.RegularExpressions;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration.Checking;

/// <summary>Holds a document against the declaration: unknown and missing keys, kinds, values.</summary>
internal sealed class ShapeChecker
{
    private readonly ValueShape.Mapping _declaration;
    private readonly ProblemList _problems;
    private readonly HashSet<string> _bad = new(StringComparer.Ordinal);

    private ShapeChecker(ValueShape.Mapping declaration, ProblemList problems) => (_declaration, _problems) = (declaration, problems);

    /// <summary>Adds the problems; returns the dotted paths of the values that have one, which later checks leave alone.</summary>
    public static IReadOnlySet<string> Check(SourceNode document, ValueShape.Mapping declaration, ProblemList problems)
    {
        var checker = new ShapeChecker(declaration, problems);
        if (document is SourceMapping mapping) checker.CheckKeys(mapping, declaration, "", Place.Start);
        else problems.Add(document.Place, ConfigurationProblems.WrongKind("the file", document.Kind, declaration));
        return checker._bad;
    }

    private void Check(SourceNode node, ValueShape shape, string path, Place keyPlace)
    {
        switch (Alternative(node, shape))
        {
            case ValueShape.Mapping declared when node is SourceMapping mapping:
                CheckKeys(mapping, declared, path, keyPlace);
                break;
            case ValueShape.Named named when node is SourceMapping mapping:
                CheckNames(mapping, named, path);
                break;
            case ValueShape.ListOf listOf when node is SourceList list:
                CheckItems(list, listOf, path);
                break;
            case { IsScalar: true } scalarShape when node is SourceScalar { IsNothing: false } scalar:
                if (ScalarChecker.Check(scalar, scalarShape, path) is { } problem) Add(node, path, problem);
                break;
            default:
                Add(node, path, node is SourceScalar { IsNothing: true, Text: var spelling }
                    ? ConfigurationProblems.NoValue(path, spelling, shape)
                    : ConfigurationProblems.WrongKind(path, node.Kind, shape));
                break;
        }
    }

    /// <summary>The shape that fits the node's kind, or null; the alternatives of a key differ by kind.</summary>
    private static ValueShape? Alternative(SourceNode node, ValueShape shape) => shape is not ValueShape.Either either
        ? shape
        : either.Alternatives.FirstOrDefault(alternative => node switch
        {
            SourceMapping => alternative is ValueShape.Mapping or ValueShape.Named,
            SourceList => alternative is ValueShape.ListOf,
            _ => alternative.IsScalar,
        });

    private void CheckKeys(SourceMapping mapping, ValueShape.Mapping declared, string path, Place keyPlace)
    {
        var names = declared.Keys.Select(key => key.Name).ToArray();
        var misspelt = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var key = declared.Keys.FirstOrDefault(key => key.Name == entry.Key);
            var entryPath = Join(path, entry.Key);
            if (key is not null)
            {
                Check(entry.Value, key.Shape, entryPath, entry.KeyPlace);
                continue;
            }
            _problems.Add(entry.KeyPlace, ConfigurationProblems.UnknownKey(entryPath, names, Suggest(entry.Key, names)));
            if (Suggestion.Nearest(entry.Key, names) is { } near) misspelt.Add(near);
        }
        // A misspelt key is one mistake: the suggestion names the key that is missing.
        foreach (var key in declared.Keys.Where(key => key.Required && !misspelt.Contains(key.Name) && mapping.Find(key.Name) is null))
            _problems.Add(keyPlace, ConfigurationProblems.Missing(Join(path, key.Name), key));
    }

    private string? Suggest(string key, IReadOnlyList<string> names) => Suggestion.DidYouMean(key, names)
        ?? (ConfigurationKeys.PathsOf(_declaration, key).FirstOrDefault() is { } elsewhere ? $"did you mean '{elsewhere}'?" : null);

    private void CheckNames(SourceMapping mapping, ValueShape.Named named, string path)
    {
        if (mapping.Entries.Count < named.Minimum) Add(mapping, path, ConfigurationProblems.NotAllowed(path, "{}", named.Phrase));
        if (mapping.Entries.Count > named.Maximum) Add(mapping, path, ConfigurationProblems.NotAllowed(path, $"a mapping of {mapping.Entries.Count}", named.Phrase));
        foreach (var entry in mapping.Entries)
        {
            var entryPath = Join(path, entry.Key);
            if (!Regex.IsMatch(entry.Key, named.NamePattern) || entry.Key.Any(char.IsControl))
                _problems.Add(entry.KeyPlace, ConfigurationProblems.NotAllowed($"a key of {path}", entry.Key, named.NameMeaning));
            Check(entry.Value, named.Value, entryPath, entry.KeyPlace);
        }
    }

    private void CheckItems(SourceList list, ValueShape.ListOf listOf, string path)
    {
        var count = list.Items.Count;
        if (count < listOf.Minimum || count > listOf.Maximum)
            Add(list, path, ConfigurationProblems.NotAllowed(path, $"a list of {count}", listOf.Phrase));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var item = list.Items[i];
            var itemPath = $"{path}[{i}]";
            Check(item, listOf.Item, itemPath, item.Place);
            if (listOf.Unique && item is SourceScalar { IsNothing: false } scalar && !seen.Add(scalar.Text))
            {
                Add(item, itemPath, ConfigurationProblems.NotAllowed(
                    itemPath, scalar.Text, "different from the items before it", "remove the repeated item"));
            }
        }
    }

    private void Add(SourceNode node, string path, Problem problem)
    {
        _bad.Add(path);
        _problems.Add(node.Place, problem);
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
