using ModelCI.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelCI.Cli.Configuration.Yaml;

/// <summary>
/// Builds the nodes from YamlDotNet's events rather than from its YamlStream, which stops at the first key given twice; nothing is
/// created by tags or reflection.
/// </summary>
internal sealed class YamlLoader
{
    private const int DeepestLevel = 32;

    /// <summary>Aliases can stand for exponentially much; no configuration needs this many values.</summary>
    private const int HeaviestNode = 100_000;

    private readonly Parser _parser;
    private readonly ProblemList _problems;
    private readonly Dictionary<AnchorName, SourceNode> _anchors = [];

    private YamlLoader(string text, ProblemList problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>The one document; keys given twice and tags are added to the problems.</summary>
    /// <exception cref="ModelCIException">The text is not one YAML document.</exception>
    public static SourceNode Load(string text, ProblemList problems)
    {
        if (YamlCharacters.FirstForbidden(text) is { } forbidden)
        {
            throw Refuse(problems, forbidden.Place, ConfigurationProblems.BadYaml(
                $"the character U+{(int)forbidden.Character:X4} cannot stand in a text file", "save the file as UTF-8 text"));
        }
        var loader = new YamlLoader(text, problems);
        try
        {
            return loader.Document();
        }
        catch (YamlException exception)
        {
            var (place, problem) = YamlSyntax.Explain(text, exception);
            throw Refuse(problems, place, problem);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's way of saying that some malformed texts go on behind their end ("The scanner should contain no more tokens").
            throw Refuse(problems, PlaceOf(loader._parser.Current?.End ?? Mark.Empty), ConfigurationProblems.BadYaml("YAML syntax: cannot read on from here"));
        }
    }

    private SourceNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            throw Refuse(_problems, Place.Start, ConfigurationProblems.BadYaml("the file is empty", "write one as the README shows"));
        _parser.Consume<DocumentStart>();
        var root = Node(1);
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<StreamEnd>(out _)
            ? root
            : throw Refuse(_problems, PlaceOf(_parser.Current!.Start), ConfigurationProblems.BadYaml(
                "a second document starts here; the file may contain one only", "remove the line '---' or what follows it"));
    }

    private static ModelCIException Refuse(ProblemList problems, Place place, Problem problem)
    {
        problems.Add(place, problem);
        return problems.ToException();
    }

    private SourceNode Node(int level)
    {
        if (level > DeepestLevel) throw Error(_parser.Current!, $"values are nested more than {DeepestLevel} levels deep");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var target)
                ? target
                : throw Error(alias, $"the alias '*{alias.Value}' has no anchor '&{alias.Value}' before it; a text that starts with '*' needs quotes");
        }
        var start = _parser.Consume<NodeEvent>();
        CheckTag(start);
        SourceNode node = start switch
        {
            SequenceStart => List(start, level),
            MappingStart => Mapping(start, level),
            _ => ToScalar((Scalar)start),
        };
        if (node.Weight > HeaviestNode) throw Error(start, $"the file contains more than {HeaviestNode} values");
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor] = node;
        return node;
    }

    private SourceList List(NodeEvent start, int level)
    {
        var items = new List<SourceNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(level + 1));
        return new SourceList(items, PlaceOf(start.Start));
    }

    private SourceMapping Mapping(NodeEvent start, int level)
    {
        var entries = new List<SourceEntry>();
        var first = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(level + 1);
            var value = Node(level + 1);
            if (key is not SourceScalar { Text: var name })
                _problems.Add(key.Place, ConfigurationProblems.BadYaml($"a key must be text, not {key.Kind}"));
            else if (first.TryAdd(name, key.Place))
                entries.Add(new SourceEntry(name, key.Place, value));
            else
                _problems.Add(key.Place, ConfigurationProblems.Duplicate(name, first[name]));
        }
        return new SourceMapping(entries, PlaceOf(start.Start));
    }

    private static SourceScalar ToScalar(Scalar scalar)
    {
        var quoting = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => ScalarQuoting.Single,
            ScalarStyle.DoubleQuoted => ScalarQuoting.Double,
            ScalarStyle.Literal or ScalarStyle.Folded => ScalarQuoting.Block,
            _ => ScalarQuoting.Plain,
        };
        return new SourceScalar(scalar.Value, quoting, PlaceOf(scalar.Start), (int)scalar.Start.Index, (int)scalar.End.Index);
    }

    private void CheckTag(NodeEvent node)
    {
        if (node.Tag.IsEmpty) return;
        _problems.Add(PlaceOf(node.Start), ConfigurationProblems.BadYaml($"tags such as '{Shown.Text(node.Tag.Value)}' have no meaning here",
            "remove the tag; quote a text that starts with '!'"));
    }

    private static YamlException Error(ParsingEvent at, string what) => new(at.Start, at.End, what);

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
