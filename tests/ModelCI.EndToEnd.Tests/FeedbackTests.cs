using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>What leaves an evaluation under the other kinds of feedback, and what its account keeps to itself.</summary>
internal sealed class FeedbackTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void None_TellsTheSameOfAPassAndAFail_AndTheLedgerKnowsBoth()
    {
        Silence();
        Workspace.SetKeys();
        Workspace.AddGate("worse-silent.yml", ("models/better.onnx", "models/worse.onnx"));
        var better = Workspace.Run("test");
        Exits(better, 0);
        var worse = Workspace.Run("test", "--config", "worse-silent.yml");
        Exits(worse, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(better.Out, Does.StartWith("ACCEPTED FOR EVALUATION  "));
            Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("accepted"));
            Assert.That(Blank(worse.Out), Is.EqualTo(Blank(better.Out).Replace("models/better.onnx", "models/worse.onnx", StringComparison.Ordinal)));
            Assert.That(Enumerable.Range(0, 4).Select(back => (string?)Workspace.Entry(back)["symbol"]).OfType<string>(), Is.EqualTo(new[] { "accepted", "accepted" }));
            // Nothing was paid, so that the second level is the first one's equal.
            Assert.That((double)Workspace.Entry(1)["error"]!["natsPaid"]!, Is.Zero);
            Assert.That((double)Workspace.Entry(1)["error"]!["alpha"]!, Is.EqualTo((double)Workspace.Entry(3)["error"]!["alpha"]!).Within(1e-12));
        }
        // A replay tells as much.
        Assert.That(Workspace.Run("test").Out, Does.StartWith("ACCEPTED FOR EVALUATION  ").And.Contain("Asked before"));
        var unsealed = Workspace.Run("ledger", "show", "--unseal", "--yes");
        Exits(unsealed, 0);
        Assert.That(unsealed.Out, Does.Contain("passed").And.Contain("failed"));
        Exits(Workspace.Run("test", "--config", "worse-silent.yml"), 0);
        Workspace.AddTwin("next");
        Workspace.AddGate("next.yml", ("models/better.onnx", "models/next.onnx"));
        Exits(Workspace.Run("test", "--config", "next.yml"), 4);

        static string Blank(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"run \d+ of 16, \d+ left|at most \d+|\[[#.]+\]|in the next run.*", "");
    }

    [Test]
    public void None_WithoutAKey_IsAProblem()
    {
        Silence();
        IsProblem(Workspace.Run("test"), "MCI4012", "modelci holdout seal --new-key");
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    public void None_WithMissingLabels_IsAProblem()
    {
        Silence();
        Workspace.SetKeys();
        Workspace.KeepLabels(line => line != 3);
        IsProblem(Workspace.Run("test"), "MCI4007", "cannot wait for labels");
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    public void Reason_NamesTheRefusedClause_AndPaysForIt()
    {
        Workspace.Configure("feedback: estimates", "feedback: reason");
        Workspace.Configure("\"n - o > 0 +/- 0.02\"", "\"n > 0.5 +/- 0.1 and n - o > 0 +/- 0.05\"");
        Workspace.Configure("models/better.onnx", "models/worse.onnx");
        var outcome = Workspace.Run("test");
        Exits(outcome, 1);
        var report = Workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Contain("The evidence refuses clause 2."));
            Assert.That(((string?)report["resolution"], (int)report["refusedClause"]!), Is.EqualTo(("refused", 2)));
            Assert.That((string?)Workspace.Entry(0)["symbol"], Is.EqualTo("refused-2"));
            Assert.That(Workspace.Entry(1)["error"]!["alphabet"]!.AsArray().Select(symbol => (string)symbol!), Is.EqualTo(new[] { "pass", "refused-1", "refused-2", "undecided" }));
            // Krichevsky and Trofimov's first symbol of four.
            Assert.That((double)report["error"]!["natsPaid"]!, Is.EqualTo(Math.Log(4)).Within(1e-9));
            Assert.That(report["clauses"]!.AsArray().Select(clause => clause!["shown"]), Is.All.Null);
        }
    }

    [Test]
    public void KeyedAccount_IsReadOnlyWithItsKey()
    {
        Workspace.SetKeys();
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        Exits(Workspace.Run("test"), 0);
        var before = Workspace.Git("for-each-ref");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => JsonNode.Parse(Workspace.EntryFile(0, "sealed")), Throws.InstanceOf<System.Text.Json.JsonException>());
            Assert.That(Workspace.EntryFile(1), Does.Contain("\"mac\":").And.Contain("\"key\":"));
        }
        Workspace.SetKeys(null, null);
        IsProblem(Workspace.Run("test"), "MCI4010", "is sealed");
        // What was released is public.
        Exits(Workspace.Run("ledger", "show"), 0);
        Workspace.SetKeys(TestKeys.Order, TestKeys.Encryption);
        IsProblem(Workspace.Run("test"), "MCI4010", "not the key");
        IsProblem(Workspace.Run("ledger", "verify"), "MCI4010");
        Assert.That(Workspace.Git("for-each-ref"), Is.EqualTo(before));
    }

    [Test]
    public void OtherOrderKey_IsASecondLook()
    {
        Workspace.SetKeys();
        Exits(Workspace.Run("test"), 0);
        Workspace.SetKeys(TestKeys.Encryption, Convert.ToBase64String(Enumerable.Range(3, 32).Select(number => (byte)number).ToArray()));
        IsProblem(Workspace.Run("test"), "MCI4004", "the reading order's key is another one");
    }

    [Test]
    [Platform(Include = "Linux", Reason = "ulimit")]
    public void DiskThatTakesNoEntry_IsAProblem_AndNothingIsShown()
    {
        Wrappers.Install(Workspace, """
            if [ "$1" = hash-object ]; then trap '' XFSZ; ulimit -f 0; fi
            exec "$REAL_GIT" "$@"
            """);
        IsProblem(Workspace.Run("test"), "MCI4024", "git could not store an entry");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Assert.That(Workspace.PathOf("modelci-report/report.json"), Does.Not.Exist);
        }
    }

    private void Silence()
    {
        Workspace.Configure("feedback: estimates", "feedback: verdict");
        Workspace.Configure("adaptivity: full ", "adaptivity: none ");
    }
}
