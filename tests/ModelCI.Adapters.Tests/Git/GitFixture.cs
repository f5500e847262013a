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

    public virtual void Dispose() => Repository.Dispose();

    /// <summary>A store of its own, as another process would have it; it keeps its ledger in the repository alone.</summary>
    protected GitLedgerStore Store(string name = "set", string? folder = null) => new(GitRepository.Around(folder ?? Repository.Folder), name, new LedgerPlace.Local());

    protected static LedgerDraft Draft(string text) => Draft(Bytes(text), Bytes("sealed " + text));

    protected static LedgerDraft Draft(byte[] entry, byte[] sealedPart) => new(entry, new Dictionary<string, byte[]> { [LedgerParts.Sealed] = sealedPart });

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    /// <summary>Appends where nobody else does.</summary>
    protected static void Append(ILedgerStore store, params LedgerDraft[] drafts)
    {
        foreach (var draft in drafts) Assert.That(store.TryAppend(draft, store.Load().Head), Is.True);
    }

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
