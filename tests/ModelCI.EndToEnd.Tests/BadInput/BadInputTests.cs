using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>A user's mistake: exit code 2, one readable error on stderr, nothing else anywhere.</summary>
internal abstract class BadInputTests(Func<Workspace> create) : WorkspaceTests(create)
{
    /// <summary>Runs the gate, which must refuse with these codes, in order, and say these words. No ledger and no report may be left.</summary>
    protected void Refuses(string[] codes, params string[] words)
    {
        var outcome = Workspace.Run("test");
        IsRefusal(outcome, codes, words);
        Assert.That(Workspace.TryGit("for-each-ref", "refs/modelci").Out, Is.Empty, "a ledger was written");
        AssertNoReport();
    }

    /// <summary>Runs the gate on a ledger that exists: it must refuse, and leave the ledger as it was.</summary>
    protected void RefusesAndKeepsTheLedger(string code, params string[] words)
    {
        var before = Workspace.Git("for-each-ref");
        var outcome = Workspace.Run("test");
        IsRefusal(outcome, [code], words);
        Assert.That(Workspace.Git("for-each-ref"), Is.EqualTo(before), "a ledger was changed");
        AssertNoReport();
    }

    internal static void IsRefusal(Outcome outcome, string[] codes, params string[] words)
    {
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Is.Empty);
            Assert.That(outcome.Error, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
            Assert.That(CodesIn(outcome.Error), Is.EqualTo(codes), outcome.ToString());
            Assert.That(outcome.Error.Contains(" problems\n", StringComparison.Ordinal), Is.EqualTo(codes.Length > 1), "several problems are counted");
            foreach (var word in words) Assert.That(outcome.Error, Does.Contain(word));
        }
    }

    private static IEnumerable<string> CodesIn(string error) =>
        error.Split('\n').Where(line => line.StartsWith("error[", StringComparison.Ordinal)).Select(line => line["error[".Length..line.IndexOf(']')]);

    private void AssertNoReport()
    {
        var folder = Workspace.PathOf("modelci-report");
        if (Directory.Exists(folder)) Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.SubsetOf(new[] { ".gitignore" }), "a report was left");
    }
}
