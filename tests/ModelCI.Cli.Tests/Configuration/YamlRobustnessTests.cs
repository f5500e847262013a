using System.Text;
using ModelCI.Cli.Configuration;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>Files that are no configuration at all: one readable problem each.</summary>
public sealed class YamlRobustnessTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("modelci-configuration-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("", "1:1", "the file is empty")]
    [TestCase("# nothing\n", "1:1", "the file is empty")]
    [TestCase("a:\n  b: 1\n\tc: 2\n", "3:1", "YAML forbids tabs in the indentation")]
    [TestCase("version: @1\n", "1:10", "cannot start with '@' without quotes")]
    [TestCase("version: [1\n", "2:1", "did not find expected ',' or ']'")]
    [TestCase("a: b: c\n", "1:5", "found invalid mapping")]
    [TestCase("a: *b\n", "1:4", "the alias '*b' has no anchor")]
    [TestCase("a: &b [*b]\n", "1:8", "the alias '*b' has no anchor")]
    [TestCase("version: 1\n---\nversion: 1\n", "2:1", "a second document")]
    [TestCase("version: 1\0candidate: x\n", "1:11", "the character U+0000 cannot stand in a text file")]
    public void Parse_NoYaml_IsOneProblemWithAPlace(string text, string place, string words)
    {
        var problem = Sample.Problem(text);
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI1002", $"modelci.yml:{place}")));
        Assert.That(problem.What, Does.Contain(words));
    }

    [TestCase("- a\n", "the file must be a mapping with the keys version, candidate")]
    [TestCase("hello\n", "the file must be a mapping with the keys version, candidate")]
    public void Parse_NoMapping_SaysWhatIsExpected(string text, string words)
    {
        var problem = Sample.Problem(text);
        Assert.That(problem.Code, Is.EqualTo("MCI1005"));
        Assert.That(problem.What, Does.StartWith(words));
    }

    [TestCase("gate: ? [a, b]\n  : 1", "a key must be text, not a list")]
    [TestCase("gate: steps: !!int 3", "tags such as 'tag:yaml.org,2002:int'")]
    [TestCase("gate: steps: !include 3", "tags such as '!include'")]
    public void Parse_YamlThatHasNoMeaningHere_IsNamed(string addition, string words) =>
        Assert.That(Sample.Problem(Sample.With(addition)).What, Does.Contain(words));

    [Test]
    public void Parse_DeepNesting_IsOneProblem([Values("[", "{a: ", "- ")] string opening) =>
        Assert.That(Sample.Problem(string.Concat(Enumerable.Repeat(opening, 40_000))).What, Does.Contain("32 levels"));

    [Test]
    public void Parse_AliasesThatExplode_IsOneProblem()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.That(Sample.Problem(text.ToString()).What, Does.Contain("more than 100000 values"));
    }

    [Test]
    public void Parse_ControlCharactersInAKey_AreNotPrinted() =>
        Assert.That(Sample.Problem(Sample.With("gate: \"\\e[31mred\\u202e\": 1")).What, Does.StartWith("'gate.\\u001b[31mred\\u202e' is not a key"));

    [Test]
    public void Read_MissingFile_SaysHowToGetOne()
    {
        var problem = ReadProblem(Path.Combine(_folder, "none.yml"));
        Assert.That((problem.Code, problem.What), Is.EqualTo(("MCI1001", "there is no such file")));
        Assert.That(problem.Fix, Does.Contain("--config PATH"));
    }

    [Test]
    public void Read_Folder_IsOneProblem() => Assert.That(ReadProblem(_folder).What, Is.EqualTo("this is a folder, not a file"));

    [Test]
    public void Read_BinaryFile_IsOneProblem()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        Assert.That(ReadProblem(Write(bytes)).What, Is.EqualTo("the file is not UTF-8 text"));
    }

    [Test]
    public void Read_HugeFile_IsOneProblem() => Assert.That(ReadProblem(Write(new byte[1 << 20])).What, Does.StartWith("the file is larger than 256 KiB"));

    [Test]
    public void Read_ByteOrderMark_IsNoPartOfTheText() =>
        Assert.That(ConfigurationReader.Read(Write([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sample.Minimal)])).Folder, Is.EqualTo(_folder));

    [Test]
    public void Read_WindowsLineBreaks_KeepsPlaces()
    {
        var text = Sample.Changed("reliability", "reliability: 7").Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.That(ReadProblem(Write(Encoding.UTF8.GetBytes(text))).Where, Does.EndWith("modelci.yml:10:16"));
    }

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder, "modelci.yml");
        File.WriteAllBytes(path, content);
        return path;
    }

    private static Problem ReadProblem(string path)
    {
        var problems = Assert.Throws<ModelCIException>(() => ConfigurationReader.Read(path))!.Problems;
        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That(problems[0].Where, Does.StartWith(path), "the path as the user gave it");
        return problems[0];
    }
}
