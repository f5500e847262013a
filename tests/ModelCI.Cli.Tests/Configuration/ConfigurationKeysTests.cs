using ModelCI.Cli.Configuration;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Configuration.Yaml;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>Laws of the declaration: what it proposes, it accepts.</summary>
public sealed class ConfigurationKeysTests
{
    private static IEnumerable<TestCaseData> Proposals() =>
        from key in KeysOf(ConfigurationKeys.Root)
        from value in new[] { key.Default, key.Example }
        where value is not null
        select new TestCaseData(key, value).SetArgDisplayNames(key.Name, value);

    [TestCaseSource(nameof(Proposals))]
    public void Declaration_DefaultsAndExamples_AreAllowed(object declared, string value)
    {
        var key = (ConfigurationKey)declared;
        var problems = new ProblemList("modelci.yml");
        ShapeChecker.Check(YamlLoader.Load($"{key.Name}: {value}", problems), new ValueShape.Mapping([key]), problems);
        Assert.That(problems.ThrowIfAny, Throws.Nothing);
    }

    [Test]
    public void Declaration_Alternatives_DifferByKind()
    {
        var choices = KeysOf(ConfigurationKeys.Root).Select(key => key.Shape).OfType<ValueShape.Either>();
        Assert.That(choices.Select(choice => choice.Alternatives.GroupBy(Kind).Max(kind => kind.Count())), Is.All.EqualTo(1));
    }

    [Test]
    public void Declaration_RequiredKeys_HaveNoDefault() =>
        Assert.That(KeysOf(ConfigurationKeys.Root).Where(key => key.Required && key.Default is not null), Is.Empty);

    private static string Kind(ValueShape shape) => shape.IsScalar ? "scalar" : shape is ValueShape.ListOf ? "list" : "mapping";

    private static IEnumerable<ConfigurationKey> KeysOf(ValueShape shape) => shape switch
    {
        ValueShape.Mapping mapping => mapping.Keys.SelectMany(key => KeysOf(key.Shape).Prepend(key)),
        ValueShape.Either either => either.Alternatives.SelectMany(KeysOf),
        ValueShape.Named named => KeysOf(named.Value),
        ValueShape.ListOf list => KeysOf(list.Item),
        _ => [],
    };
}
