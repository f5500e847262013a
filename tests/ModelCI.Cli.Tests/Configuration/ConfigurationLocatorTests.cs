using ModelCI.Cli.Configuration;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

public sealed class ConfigurationLocatorTests
{
    private string _root = "";

    private string Inner => Path.Combine(_root, "repository", "models", "deep");

    [SetUp]
    public void CreateRepository()
    {
        _root = Directory.CreateTempSubdirectory("modelci-locator-").FullName;
        Directory.CreateDirectory(Inner);
        Directory.CreateDirectory(Path.Combine(_root, "repository", ".git"));
    }

    [TearDown]
    public void DeleteRepository() => Directory.Delete(_root, recursive: true);

    [TestCase("repository/models/deep/modelci.yml")]
    [TestCase("repository/models/modelci.yml")]
    [TestCase("repository/modelci.yml")]
    public void Find_InOrAboveTheFolder_FindsTheNearest(string file)
    {
        Write("repository/modelci.yml");
        Write(file);
        Assert.That(Path.GetFullPath(ConfigurationLocator.Find(Inner)), Is.EqualTo(Path.Combine(_root, file)));
    }

    [Test]
    public void Find_AboveTheRepository_IsNotSearched()
    {
        Write("modelci.yml");
        Assert.That(Problem(Inner).What, Is.EqualTo("there is no modelci.yml in this folder and above it up to the repository's root"));
    }

    [Test]
    public void Find_OutsideARepository_SearchesTheFolderOnly()
    {
        Directory.Delete(Path.Combine(_root, "repository", ".git"));
        Write("repository/modelci.yml");
        Assert.That(Problem(Inner).What, Is.EqualTo("there is no modelci.yml in this folder"));
    }

    [Test]
    public void Find_InAWorktree_StopsAtTheGitFile()
    {
        Write("repository/models/.git");
        Write("repository/modelci.yml");
        Assert.That(Problem(Inner).Code, Is.EqualTo("MCI1001"));
    }

    [Test]
    public void Find_Nothing_TellsAboutInitAndConfig() =>
        Assert.That(Problem(Inner).Fix, Is.EqualTo("write one with `modelci init`, or pass --config PATH"));

    [Test]
    public void Find_OtherSpelling_SaysToRenameIt()
    {
        Write("repository/modelci.yaml");
        Assert.That(Problem(Inner).Fix, Does.StartWith("rename ").And.Contain("modelci.yaml to modelci.yml"));
    }

    private void Write(string file) => File.WriteAllText(Path.Combine(_root, file), "");

    private static Problem Problem(string folder) =>
        Assert.Throws<ModelCIException>(() => ConfigurationLocator.Find(folder))!.Problems.Single();
}
