using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;

namespace ModelCI.Cli.Configuration.Binding;

/// <summary>
/// A mapping of the document after the check, with the declaration's defaults for what is left out. A value with a problem reads as
/// left out without a default, so that no later check stumbles over it.
/// </summary>
internal sealed class Section
{
    private readonly SourceMapping? _mapping;
    private readonly ValueShape.Mapping _declaration;
    private readonly IReadOnlySet<string> _bad;
    private readonly string _path;

    public Section(SourceMapping? mapping, ValueShape.Mapping declaration, IReadOnlySet<string> bad, string path, Place place)
    {
        _mapping = mapping;
        _declaration = declaration;
        _bad = bad;
        _path = path;
        Place = place;
    }

    /// <summary>Where the mapping is, or would belong to.</summary>
    public Place Place { get; }

    /// <summary>The value as the file has it; null where it is left out or has a problem.</summary>
    public SourceNode? Find(string key) => IsBad(key) ? null : _mapping?.Find(key)?.Value;

    /// <summary>Whether the file has the key, with or without a problem.</summary>
    public bool Has(string key) => _mapping?.Find(key) is not null;

    public Place PlaceOf(string key) => _mapping?.Find(key)?.Value.Place ?? Place;

    /// <summary>The text of a scalar or of the default; null for neither and for lists and mappings.</summary>
    public string? Text(string key) => _mapping?.Find(key) is null ? Declared(key).Default : (Find(key) as SourceScalar)?.Text;

    /// <summary>Null also for the word that stands for no number.</summary>
    public int? Integer(string key) => Text(key) is { } text ? NumberText.Integer(text) : null;

    public double? Number(string key) => Text(key) is { } text ? NumberText.Number(text) : null;

    /// <summary>The texts of a list, or of a scalar that stands for a list of one; empty where left out.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key) switch
    {
        SourceList list => [.. list.Items.OfType<SourceScalar>().Select(item => item.Text)],
        SourceScalar scalar => [scalar.Text],
        _ => [],
    };

    /// <summary>The mapping at a key; an empty one where there is none.</summary>
    public Section Child(string key) => Child(key, Find(key), MappingOf(Declared(key).Shape), PlaceOf(key));

    /// <summary>The values of a mapping with free names, each seen as a section of its own where it is a mapping.</summary>
    public IEnumerable<(string Name, SourceNode Value, Section Section)> Named(string key)
    {
        if (Find(key) is not SourceMapping mapping) return [];
        var named = (ValueShape.Named)Alternatives(Declared(key).Shape).First(shape => shape is ValueShape.Named);
        return mapping.Entries.Select(entry =>
            (entry.Key, entry.Value, Child($"{key}.{entry.Key}", entry.Value, MappingOf(named.Value), entry.Value.Place)));
    }

    private Section Child(string key, SourceNode? value, ValueShape.Mapping declaration, Place place) =>
        new(value as SourceMapping, declaration, _bad, PathOf(key), place);

    private bool IsBad(string key) => _bad.Contains(PathOf(key));

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private ConfigurationKey Declared(string key) => _declaration.Keys.First(declared => declared.Name == key);

    private static ValueShape.Mapping MappingOf(ValueShape shape) =>
        Alternatives(shape).OfType<ValueShape.Mapping>().FirstOrDefault() ?? new ValueShape.Mapping([]);

    private static IEnumerable<ValueShape> Alternatives(ValueShape shape) => shape is ValueShape.Either either ? either.Alternatives : [shape];
}
