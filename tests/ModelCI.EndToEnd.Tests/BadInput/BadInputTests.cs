using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>A user's mistake: exit code 2 in seconds, one readable error on stderr, nothing else anywhere.</summary>
internal abstract class BadInputTests(Func<Workspace> create) : WorkspaceTests(create)
{
    // Whoever runs longer hangs, however busy the machine is.
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(60);

    /// <summary>Runs the gate, which must refuse with these codes, in order, and say these words. No ledger, no report, nothing at all may be left.</summary>
    protected void Refuses(string[] codes, params string[] words) => RefusesTo(["test"], codes, words);

    /// <summary>Likewise for any command. A ledger that exists stays as it is.</summary>
    protected void RefusesTo(string[] command, string[] codes, params string[] words)
    {
        var before = (Workspace.State(), Refs());
        IsRefusal(Run(command), codes, words);
        Assert.That(Workspace.State(), Is.EqualTo(before.Item1), "something was written");
        Assert.That(Refs(), Is.EqualTo(before.Item2), "a ledger was changed");
    }

    /// <summary>Read on demand, a model's mistake shows after the opening: that step is spent, nothing else is left.</summary>
    protected void RefusesAfterOpening(string code, params string[] words)
    {
        IsRefusal(Run("test"), [code], words);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.Entries(Workspace.Ledgers().Single().Split('/')[^1]), Is.EqualTo(1));
            Assert.That(Directory.GetFileSystemEntries(Workspace.Temporary), Is.Empty);
            Assert.That(Directory.Exists(Workspace.PathOf("modelci-report")), Is.False);
        }
    }

    /// <summary>Runs the gate on a ledger that exists: it must refuse, and leave the ledger as it was.</summary>
    protected void RefusesAndKeepsTheLedger(string code, params string[] words)
    {
        // The report of the run before is no report of this one.
        foreach (var file in (string[])["report.json", "summary.md", "report.html", "labels-request.csv"]) File.Delete(Workspace.PathOf("modelci-report/" + file));
        Refuses([code], words);
    }

    /// <summary>Fails the test where the process does not end by itself.</summary>
    protected Outcome Run(params string[] command)
    {
        using var child = Workspace.Start(Workspace.Folder, command);
        return child.Wait(Seconds);
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
            Plain.Check(outcome.Error, "stderr");
        }
    }

    private static IEnumerable<string> CodesIn(string error) =>
        error.Split('\n').Where(line => line.StartsWith("error[", StringComparison.Ordinal)).Select(line => line["error[".Length..line.IndexOf(']')]);

    private string Refs() => Workspace.TryGit("for-each-ref").Out;
}
