using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration.Editing;

/// <summary>Values to be exchanged in modelci.yml, by their dotted paths; comments and layout stay.</summary>
/// <param name="file">The path as the user gave it.</param>
/// <param name="text">Its content, which was read without a problem.</param>
internal sealed class ConfigurationEdit(string file, string text)
{
    private readonly Dictionary<string, SourceScalar> _values = Values(YamlLoader.Load(text, new ProblemList(file)));

    /// <summary>Whether the file has a value there.</summary>
    public bool Has(string path) => _values.ContainsKey(path);

    /// <summary>The line of a value, from 1.</summary>
    public int LineOf(string path) => _values[path].Place.Line;

    /// <summary>
    /// The text with other values; null where it cannot be told that nothing else would change, as with a value that stands in for others by an
    /// anchor or goes over several lines.
    /// </summary>
    public string? With(IReadOnlyDictionary<string, string> changes)
    {
        var edited = text;
        foreach (var (path, value) in changes.OrderByDescending(change => _values[change.Key].Offset))
        {
            var scalar = _values[path];
            if (ScalarText.Of(value, scalar.Quoting) is not { } written) return null;
            edited = string.Concat(edited.AsSpan(0, scalar.Offset), written, edited.AsSpan(scalar.EndOffset));
        }
        return Says(edited, changes) ? edited : null;
    }

    private bool Says(string edited, IReadOnlyDictionary<string, string> changes)
    {
        try
        {
            var now = Values(YamlLoader.Load(edited, new ProblemList(file)));
            return now.Count == _values.Count
                && _values.All(value => now.GetValueOrDefault(value.Key)?.Text == (changes.GetValueOrDefault(value.Key) ?? value.Value.Text));
        }
        catch (ModelCIException)
        {
            return false;
        }
    }

    private static Dictionary<string, SourceScalar> Values(SourceNode root)
    {
        var values = new Dictionary<string, SourceScalar>(StringComparer.Ordinal);
        Add(root, "");
        return values;

        void Add(SourceNode node, string path)
        {
            switch (node)
            {
                case SourceScalar scalar:
                    values[path] = scalar;
                    break;
                case SourceList list:
                    foreach (var (index, item) in list.Items.Index()) Add(item, FormattableString.Invariant($"{path}[{index}]"));
                    break;
                case SourceMapping mapping:
                    foreach (var entry in mapping.Entries) Add(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}");
                    break;
            }
        }
    }
}
