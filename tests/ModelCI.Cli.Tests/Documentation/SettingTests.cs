using System.Text.RegularExpressions;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Cli.Tests.Configuration;
using ModelCI.Cli.Validating;
using ModelCI.Core.Problems;
using NJsonSchema;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Documentation;

/// <summary>Every key of modelci.yml has a row in README with its values, and whatever README shows of such files is right.</summary>
internal sealed partial class SettingTests
{
    // What ours cannot be mistaken for: GitHub's settings, as the example workflows have them.
    private static readonly string Workflows = string.Concat(Directory.EnumerateFiles(Golden.PathOf("action/examples/workflows")).Select(File.ReadAllText));

    private static readonly (string Path, ConfigurationKey Key)[] Keys =
        [.. ConfigurationKeys.Root.Keys.SelectMany(key => key.Shape is ValueShape.Mapping section ? section.Keys.Select(child => ($"{key.Name}.{child.Name}", child)) : [(key.Name, key)])];

    public static IEnumerable<string> Paths => Keys.Select(key => key.Path);

    public static IEnumerable<ShownBlock> Blocks => Pages.Readme.Blocks.Where(block => block.Language is "yaml" or "yml");

    public static IEnumerable<(string Text, string Where)> Code => Pages.Readme.Code;

    [Test]
    public void Rows_AreTheKeys() => Assert.That(Pages.Readme.Rows("Configuration").Select(row => row[0].Trim('`')), Is.EquivalentTo(Paths));

    [TestCaseSource(nameof(Paths))]
    public void Row_TellsValuesAndDefault(string path)
    {
        var key = Keys.Single(key => key.Path == path).Key;
        var row = Pages.Readme.Rows("Configuration").Single(row => row[0] == $"`{path}`");
        var code = string.Join(' ', Regex.Matches(row[1] + " " + row[2], "`[^`]*`").Select(match => match.Value));
        foreach (var word in Words(key.Shape)) Assert.That(code, Does.Match($@"(?<![\w-]){Regex.Escape(word)}(?![\w-])"));
        if (key.Required) Assert.That(row[2], Is.EqualTo("required"));
        else if (key.Default is { } standard) Assert.That(row[2], Does.Match($"^`{Regex.Escape(standard)}`(:|$)"));
        else Assert.That(row[2], Is.Not.Empty.And.Not.EqualTo("required"));
    }

    [TestCaseSource(nameof(Blocks))]
    public async Task Block_IsValid_ForTheReaderAndForTheSchema(object shown)
    {
        var block = (ShownBlock)shown;
        var root = YamlLoader.Load(block.Text, new ProblemList(block.Where)) as SourceMapping;
        var isGate = root!.Entries.Any(entry => entry.Key == "gate");
        Assert.That(isGate || root.Entries.Any(entry => entry.Key == "columns"), "neither a modelci.yml nor a schema of a holdout");
        Assert.That(() => isGate ? (object)ConfigurationReader.Parse(block.Text, block.Where, Golden.PathOf(".")) : SchemaReader.Parse(block.Text, block.Where), Throws.Nothing);
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Golden.PathOf($"src/ModelCI.Cli/{(isGate ? "modelci" : "holdout")}.schema.json")));
        Assert.That(schema.Validate(JsonOf.Yaml(block.Text)).Select(error => error.ToString()), Is.Empty);
    }

    [Test]
    public void KeysOfASchema_AreExplained()
    {
        var block = Pages.Readme.Blocks.Single(block => block.Heading == "Checking the holdout" && block.Language == "yml").Text;
        Assert.That(NamesIn(SchemaKeys.Root).Where(name => !Regex.IsMatch(block, $@"\b{name}\b")), Is.Empty);
    }

    [TestCaseSource(nameof(Code))]
    public void Setting_InASentence_IsAllowed((string Text, string Where) code)
    {
        if (Setting().Match(code.Text) is not { Success: true } match || Workflows.Contains(code.Text, StringComparison.Ordinal)) return;
        var name = match.Groups["key"].Value;
        (string, ValueShape Shape)[] meant =
        [
            .. Keys.Where(key => key.Path == name || key.Path.EndsWith("." + name, StringComparison.Ordinal)).Select(key => (key.Path, key.Key.Shape)),
            .. SchemaKeys.Root.Keys.Where(key => key.Name == name).Select(key => (key.Name, key.Shape)),
        ];
        Assert.That(meant, Is.Not.Empty, $"{code.Where}: no key is called {name}");
        Assert.That(meant.Select(key => ProblemsOf(match.Groups["value"].Value, key.Shape)), Has.Some.Empty, $"{code.Where}: {code.Text}");
    }

    [Test]
    public void Keys_ThatSentencesName_Exist()
    {
        var sections = string.Join('|', ConfigurationKeys.Root.Keys.Where(key => key.Shape is ValueShape.Mapping).Select(key => key.Name));
        var named = Pages.All.SelectMany(page => page.Code).Select(code => Regex.Match(code.Text, $"^({sections})\\.[a-z-]+(?=$|:)").Value).Where(path => path.Length > 0 && !path.EndsWith(".json", StringComparison.Ordinal) && path != "report.html").ToArray();
        Assert.That(named, Has.Length.GreaterThan(10));
        Assert.That(named.Except(Paths), Is.Empty);
    }

    [Test]
    public void Blocks_AreAllOfAKnownKind()
    {
        var others = Pages.Readme.Blocks.Where(block => !ShownCommand.AreIn(block) && block.Language is not ("yaml" or "yml" or "text")).ToArray();
        // These install what .ci/run has packed: with folders in place of registry and host it types both, and tries what came of it.
        var ci = File.ReadAllText(Golden.PathOf(".ci/run"));
        foreach (var part in (string[])["grep '^dotnet'", "grep -v '^dotnet'"]) Assert.That(ci, Does.Contain($"readme_blocks \"Install it\" | {part}"));
        Assert.That(others.Where(block => block.Heading != "Install it"), Is.Empty, "nobody knows how to check these");
    }

    private static IReadOnlyList<Problem> ProblemsOf(string value, ValueShape shape)
    {
        try
        {
            var problems = new ProblemList("README.md");
            ShapeChecker.Check(YamlLoader.Load($"key: {value}", problems), new ValueShape.Mapping([new ConfigurationKey("key", shape, "")]), problems);
            problems.ThrowIfAny();
            return [];
        }
        catch (ModelCIException exception)
        {
            return exception.Problems;
        }
    }

    private static IEnumerable<string> NamesIn(ValueShape shape) => shape switch
    {
        ValueShape.Mapping mapping => mapping.Keys.SelectMany(key => NamesIn(key.Shape).Prepend(key.Name)),
        ValueShape.Named named => NamesIn(named.Value),
        _ => [],
    };

    // Words and names of inner keys; what the user chooses is free, and inputs and outputs of a model have rows of their own under holdout.
    private static IEnumerable<string> Words(ValueShape shape) => shape switch
    {
        ValueShape.Word word => word.Allowed,
        ValueShape.Integer { None: { } none } => [none],
        ValueShape.Mapping mapping => mapping.Keys.SelectMany(key => (key.Shape is ValueShape.Word word ? word.Allowed : []).Prepend(key.Name)),
        ValueShape.Either either => either.Alternatives.SelectMany(Words),
        ValueShape.Named named => Words(named.Value),
        _ => [],
    };

    [GeneratedRegex("^(?<key>[a-z][a-z.-]*): (?<value>.+)$")]
    private static partial Regex Setting();
}
