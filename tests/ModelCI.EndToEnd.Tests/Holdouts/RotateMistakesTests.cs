using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Holdouts;

/// <summary>Rotations that are none: nothing is retired, begun, released or edited.</summary>
internal sealed class RotateMistakesTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string NextFiles = " --items next/items.csv --labels next/labels.csv";

    [TestCase("digits" + NextFiles, "MCI4052", "'digits'")]
    [TestCase("taken" + NextFiles, "MCI4053", "'taken'")]
    [TestCase("Digits-2" + NextFiles, "MCI1006", "NEW-NAME is 'Digits-2'")]
    [TestCase("digits-2", "MCI4054", "holdout.items of the new test set")]
    [TestCase("digits-2 --items next/items.csv", "MCI4054", "holdout.labels of the new test set")]
    [TestCase("digits-2 --items holdout/items.csv --labels next/labels.csv", "MCI4054", "'holdout/items.csv' is a file of the old test set")]
    [TestCase("digits-2 --items next/items.csv --labels holdout/labels.csv", "MCI4054", "'holdout/labels.csv' is a file of the old test set")]
    [TestCase("digits-2 --items next/copy.csv --labels next/copied-labels.csv", "MCI4014", "shares 1197 items with 'digits'")]
    [TestCase("digits-2 --items next/few.csv --labels next/few-labels.csv", "MCI1013", "holdout.items")]
    [TestCase("digits-2 --items next/other.csv --labels next/labels.csv", "MCI4056", "'p00'")]
    [TestCase("digits-2 --items nowhere.csv --labels next/labels.csv", "MCI3001", "nowhere.csv")]
    [TestCase("digits-2 --items next/items.csv --items next/items.csv --labels next/labels.csv", "MCI4055", "2 files")]
    [TestCase("digits-2" + NextFiles + " --release next", "MCI4043", "--release")]
    [TestCase(NextFiles, "MCI1000", "modelci holdout rotate --help")]
    public void Refused(string arguments, string code, string words)
    {
        Exits(Workspace.Run("test"), 0);
        Prepare();
        Workspace.AddGate("taken.yml", ("name: digits ", "name: taken "), ("items: holdout/", "items: taken/"), ("labels: holdout/", "labels: taken/"));
        if (arguments.StartsWith("taken", StringComparison.Ordinal)) Exits(Workspace.Run("test", "--config", "taken.yml"), 0);
        var (refs, configuration) = (Workspace.Git("for-each-ref"), Workspace.Read("modelci.yml"));
        IsProblem(Workspace.Run(["holdout", "rotate", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), code, words);
        Assert.That((Workspace.Git("for-each-ref"), Workspace.Read("modelci.yml")), Is.EqualTo((refs, configuration)));
    }

    [Test]
    public void NoAccount_HasNothingToRetire()
    {
        Prepare();
        IsProblem(Workspace.Run(["holdout", "rotate", "digits-2", .. NextFiles.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), "MCI4050", "'digits'");
    }

    [Test]
    public void OtherKeys_CannotRetireAKeyedAccount()
    {
        Workspace.Seal();
        Exits(Workspace.Run("test"), 0);
        Prepare();
        var refs = Workspace.Git("for-each-ref");
        Workspace.SetKeys(TestKeys.Order, TestKeys.Encryption);
        IsProblem(Workspace.Run(["holdout", "rotate", "digits-2", .. NextFiles.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), "MCI4010", "where they are lost");
        Assert.That(Workspace.Git("for-each-ref"), Is.EqualTo(refs));
    }

    private void Prepare()
    {
        Workspace.AddNext(5);
        foreach (var name in (string[])["items", "labels"])
            File.Move(Workspace.PathOf($"next/{name}.csv"), Workspace.PathOf(name == "items" ? "next/few.csv" : "next/few-labels.csv"));
        Workspace.AddNext();
        foreach (var name in (string[])["items", "labels"])
            Workspace.Write($"taken/{name}.csv", Workspace.Read($"next/{name}.csv").Replace("next-", "taken-", StringComparison.Ordinal));
        Workspace.Write("next/other.csv", Workspace.Read("next/items.csv").Replace("p00", "q00", StringComparison.Ordinal));
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)[("items", "copy"), ("labels", "copied-labels")])
            Workspace.Write($"next/{to}.csv", Workspace.Read($"next/{from}.csv").Replace("next-", "digit-", StringComparison.Ordinal));
    }
}
