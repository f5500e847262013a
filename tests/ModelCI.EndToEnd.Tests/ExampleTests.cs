using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>The digits example as its README tells it.</summary>
internal sealed class ExampleTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void BetterThenWorse_PassesThenFails_AndTheLedgerTellsBoth()
    {
        var better = Workspace.Run("test");
        Exits(better, 0);
        Exits(Workspace.Run("test", "--config", "worse.yml"), 1);
        var show = Workspace.Run("ledger", "show");
        var verify = Workspace.Run("ledger", "verify");
        var export = Workspace.Run("ledger", "export");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(better.Out, Does.StartWith("PASS  n - o > 0 +/- 0.02\n"));
            Assert.That(better.Error, Is.EqualTo("report files: modelci-report\n"), "progress is for runs of 10 s and more");
            Assert.That(Workspace.Read("modelci-report/summary.md"), Does.StartWith("### ❌ Fail: n "));
            Assert.That(show.Out, Does.Match(@"^test set digits: 1,197 items, 2 evaluations[\s\S]*\n1 .* pass .*\n2 .* fail "), show.ToString());
            Assert.That(verify.Out, Does.StartWith("test set digits: 4 entries\neach follows the one before it, and every part is as its entry says\n"));
            Assert.That(export.Out.TrimEnd('\n').Split('\n'), Is.EqualTo(Enumerable.Range(0, 4).Reverse().Select(back => Workspace.EntryFile(back))));
        }
    }

    [Test]
    public void SameQuestionAgain_RepeatsTheAnswer_AndAddsNothing()
    {
        Exits(Workspace.Run("test"), 0);
        var first = Workspace.Report();
        Exits(Workspace.Run("test"), 0);
        var again = Workspace.Report();
        Assert.That(((bool)first["replayed"]!, (bool)again["replayed"]!, Workspace.Entries()), Is.EqualTo((false, true, 2)));
        Assert.That((first["inference"] is null, again["inference"] is null), Is.EqualTo((false, true)));
        foreach (var key in (string[])["replayed", "inference"])
        {
            first.AsObject().Remove(key);
            again.AsObject().Remove(key);
        }
        Assert.That(again.ToJsonString(), Is.EqualTo(first.ToJsonString()));
    }

    [Test]
    public void SameQuestionAfterARebase_UnderAnotherName_IsAReplay()
    {
        Workspace.Commit("models");
        Exits(Workspace.Run("test"), 0);
        Workspace.Git("commit", "--quiet", "--amend", "--message", "rebased");
        File.Move(Workspace.PathOf("models/better.onnx"), Workspace.PathOf("models/renamed.onnx"));
        Workspace.Configure("models/better.onnx", "models/renamed.onnx");
        Exits(Workspace.Run("test"), 0);
        Assert.That(((bool)Workspace.Report()["replayed"]!, Workspace.Entries()), Is.EqualTo((true, 2)));
    }

    [TestCase("\"n - o > 0 +/- 0.02\"", "\"n - o > 0.01 +/- 0.02\"", TestName = "condition")]
    [TestCase("reliability: 0.99 ", "reliability: 0.98 ", TestName = "reliability")]
    [TestCase("scale: 0.0625", "scale: 0.06251", TestName = "scale")]
    public void AnotherQuestion_IsANewStep(string from, string to)
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Configure(from, to);
        var outcome = Workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
        Assert.That(((bool)Workspace.Report()["replayed"]!, (int)Workspace.Report()["error"]!["step"]!, Workspace.Entries()), Is.EqualTo((false, 2, 4)));
    }

    [Test]
    public void UnchangedModel_SpendsNothing()
    {
        File.Copy(Workspace.PathOf("models/baseline.onnx"), Workspace.PathOf("models/better.onnx"), overwrite: true);
        var outcome = Workspace.Run("test");
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.StartWith("MODEL UNCHANGED  "));
            Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("unchanged"));
            Assert.That(Workspace.Report()["error"], Is.Null);
            Assert.That(Workspace.Ledgers(), Is.Empty);
        }
    }

    [Test]
    public void TwoTestSets_KeepTwoAccounts()
    {
        Exits(Workspace.Run("test"), 0);
        // The same images under other names would be caught by their content only where ids are row numbers: these are new items by id.
        foreach (var file in (string[])["items", "labels"]) Workspace.Write($"holdout/other-{file}.csv", Workspace.Read($"holdout/{file}.csv").Replace("digit-", "other-", StringComparison.Ordinal));
        Workspace.AddGate("other.yml", ("name: digits ", "name: other "), ("holdout/items.csv ", "holdout/other-items.csv "), ("holdout/labels.csv ", "holdout/other-labels.csv "));
        Exits(Workspace.Run("test", "--config", "other.yml"), 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)Workspace.Report()["error"]!["step"]!, Is.EqualTo(1));
            Assert.That(Workspace.Ledgers(), Is.EqualTo(new[] { "refs/modelci/digits", "refs/modelci/other" }));
            Assert.That(Workspace.Run("ledger", "verify", "--config", "other.yml").Out, Does.Contain("test set other").And.Contain("2 entries"));
        }
    }

    [Test]
    public void TwoTestSets_ShareNoItem()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.AddGate("other.yml", ("name: digits ", "name: other "));
        IsProblem(Workspace.Run("test", "--config", "other.yml"), "MCI4014", "the test set 'other' shares 1197 items with 'digits'");
        Assert.That(Workspace.Ledgers(), Is.EqualTo(new[] { "refs/modelci/digits" }));
    }
}
