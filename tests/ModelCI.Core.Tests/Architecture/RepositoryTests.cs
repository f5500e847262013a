using System.Xml.Linq;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Architecture;

internal sealed class RepositoryTests
{
    private const int MostLines = 350;

    private static readonly string[] Adapters = ["ModelCI.Holdout", "ModelCI.Inference", "ModelCI.Git", "ModelCI.Reporting"];

    [Test]
    public void ProjectReferences_AdaptersNeverReferenceEachOtherNorTheCommandLine()
    {
        string[] forbidden = [.. Adapters, "ModelCI.Cli"];
        foreach (var adapter in Adapters)
            Assert.That(ReferencesOf(adapter).Intersect(forbidden), Is.Empty, adapter);
    }

    [Test]
    public void ProjectReferences_CoreHasNoneAndNoPackage()
    {
        Assert.That(ReferencesOf("ModelCI.Core"), Is.Empty);
        Assert.That(Elements("ModelCI.Core", "PackageReference"), Is.Empty);
    }

    [Test]
    public void ProjectReferences_OnlyTheCommandLineSeesAllAdapters() =>
        Assert.That(ReferencesOf("ModelCI.Cli"), Is.SupersetOf(Adapters));

    [Test]
    public void Solution_HasEveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root.FullName, "ModelCI.sln"));
        var projects = Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"));
        foreach (var project in projects) Assert.That(solution, Does.Contain(project.Name));
    }

    [Test]
    public void SourceFiles_AreShort()
    {
        var tooLong = Repository.Files("src", "*.cs").Where(file => File.ReadLines(file.FullName).Count() > MostLines).Select(file => file.Name);
        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void SourceFiles_OfCore_HaveAMedianUnderEightyLines()
    {
        var lines = Repository.Files(Path.Combine("src", "ModelCI.Core"), "*.cs").Select(file => File.ReadLines(file.FullName).Count()).Order().ToArray();
        Assert.That(lines[lines.Length / 2], Is.LessThan(80));
        Assert.That(lines[lines.Length * 9 / 10], Is.LessThan(200));
    }

    private static string[] ReferencesOf(string project) =>
        [.. Elements(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Repository.Root.FullName, "src", project, project + ".csproj"))
            .Descendants(name).Select(element => element.Attribute("Include")?.Value).OfType<string>();
}
