using ModelCI.Cli.Starting;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Starting;

/// <summary>Configurations of ease.ml/ci, in the forms that were published.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EaseMlFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Test]
    public void Read_PublicForm_TakesTheGate()
    {
        var read = Read("ml:\n- script : ./evaluate_model.py\n- condition : n - o > 0.1 +/- 0.1\n- reliability: 0.99\n- mode : fp-free\n- adaptivity : full\n- steps : 32\n- data_mode : local\n- email: a@example.org\n");
        Assert.That((read.Condition, read.Reliability, read.Mode, read.Adaptivity, read.Steps), Is.EqualTo(("n - o > 0.1 +/- 0.1", "0.99", "fp-free", "full", "32")));
        foreach (var word in (string[])["script", "data_mode", "email"]) Assert.That(read.Notes, Has.One.StartsWith(word));
    }

    [Test]
    public void Read_OneMapping_IsTheSame() =>
        Assert.That(Read("ml:\n  condition: d < 0.1 +/- 0.02\n  reliability: 0.9999\n").Condition, Is.EqualTo("d < 0.1 +/- 0.02"));

    [TestCase("full", "full")]
    [TestCase("none", "none")]
    [TestCase("none -> a@example.org", "none")]
    [TestCase("firstChange", "first-change")]
    [TestCase("hybrid", "first-change")]
    public void Read_Adaptivity_IsTranslated(string written, string read) => Assert.That(Read($"ml:\n- adaptivity: {written}\n").Adaptivity, Is.EqualTo(read));

    [Test]
    public void Read_SeveralMistakes_NamesAllWithTheirPlaces()
    {
        File.WriteAllText(_file, "ml:\n- condition: n - q > 0 +/- 0.1\n- reliability: 2\n- mod: fp-free\n- adaptivity: sometimes\n- steps: 0\n");
        var problems = Assert.Throws<ModelCIException>(() => EaseMlFile.Read(_file))!.Problems;
        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo(new[] { "MCI1008", "MCI1007", "MCI1003", "MCI1006", "MCI1007" }));
        Assert.That(problems.Select(problem => problem.Where!.Split(':')[^2]), Is.EqualTo(new[] { "2", "3", "4", "5", "6" }));
    }

    [TestCase("")]
    [TestCase("version: 1")]
    [TestCase("ml: 1")]
    [TestCase("ml: [1, 2]")]
    [TestCase("- ml")]
    [TestCase("ml: [}")]
    public void Read_AnotherFile_IsRefused(string text)
    {
        File.WriteAllText(_file, text);
        Assert.That(Assert.Throws<ModelCIException>(() => EaseMlFile.Read(_file))!.Problems[0].Code, Is.EqualTo("MCI1044").Or.EqualTo("MCI1002"));
    }

    private EaseMlFile Read(string text)
    {
        File.WriteAllText(_file, text);
        return EaseMlFile.Read(_file);
    }
}
