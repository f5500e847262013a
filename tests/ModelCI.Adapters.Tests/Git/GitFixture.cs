using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;
using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>One repository per test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal abstract class GitFixture : IDisposable
{
    protected TemporaryRepository Repository { get; } = new();

    public void Dispose() => Repository.Dispose();

    /// <summary>A store of its own, as another process would have it.</summary>
    protected GitLedgerStore Store(string name = "set") => new(GitRepository.Around(Repository.Folder), name);

    protected static LedgerRecord Record(string text) => new(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes("sealed " + text));

    protected static string[] Texts(LedgerSnapshot snapshot) => [.. snapshot.Records.Select(record => Encoding.UTF8.GetString(record.Entry))];

    protected static ModelCIException AssertProblem(Action action, string code, params string[] words)
    {
        var exception = Assert.Throws<ModelCIException>(action)!;
        var problem = exception.Problems.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            foreach (var word in words) Assert.That($"{problem.Where}: {problem.What}; {problem.Fix}", Does.Contain(word));
        }
        return exception;
    }
}
