using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Tests with one workspace each.</summary>
internal abstract class WorkspaceTests : IDisposable
{
    private readonly Lazy<Workspace> _workspace;

    protected WorkspaceTests(Func<Workspace> create) => _workspace = new Lazy<Workspace>(create);

    protected Workspace Workspace => _workspace.Value;

    public void Dispose()
    {
        if (_workspace.IsValueCreated) _workspace.Value.Dispose();
    }

    internal static void Exits(Outcome outcome, int code) => Assert.That(outcome.ExitCode, Is.EqualTo(code), outcome.ToString());

    /// <summary>One mistake of a user, told in words.</summary>
    internal static void IsProblem(Outcome outcome, string code, params string[] words)
    {
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Is.Empty);
            Assert.That(outcome.Error, Does.Contain($"error[{code}]: ").And.Not.Contain("   at "));
            foreach (var word in words) Assert.That(outcome.Error, Does.Contain(word));
        }
    }
}
