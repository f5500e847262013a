using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Starting;

/// <summary><c>modelci doctor</c>: on a machine that is well, and on several that are not.</summary>
internal sealed class DoctorTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void GateThatRuns_HasNoProblem_AndNothingChanges()
    {
        Workspace.Run("doctor");
        var before = Workspace.State();
        var outcome = Workspace.Run("doctor");
        Exits(outcome, 0);
        Assert.That(Workspace.State(), Is.EqualTo(before));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Match(@"(?m)^ok       modelci        \d+\.\d+\.\d+, \.NET 10\."));
            Assert.That(outcome.Out, Does.Match(@"(?m)^ok       ONNX Runtime   \d+\.\d+\.\d+ loads"));
            Assert.That(outcome.Out, Does.Match(@"(?m)^ok       DuckDB         v\d+\.\d+\.\d+ loads"));
            foreach (var check in (string[])["git  ", "temporary", "cache", "keys", "configuration", "repository", "candidate", "baseline", "remote", "account"]) Assert.That(outcome.Out, Does.Match($"(?m)^ok       {check}"));
            Assert.That(outcome.Out, Does.EndWith("no problem, 0 warnings\n").Or.EndWith("no problem, 1 warning\n").Or.EndWith("no problem, 2 warnings\n"));
            Assert.That(outcome.Out.Split('\n').Where(line => line.Length > 80 && !line.Contains('/', StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public void NoConfiguration_IsAWarning_AndAGivenOneThatIsAbsentAProblem()
    {
        File.Delete(Workspace.PathOf("modelci.yml"));
        var outcome = Workspace.Run("doctor");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Match("(?m)^warning  configuration  MCI1001").And.Contain("modelci init"));
        HasProblem(Workspace.Run("doctor", "--config", "absent.yml"), "configuration", "MCI1001");
    }

    [Test]
    public void MistakesInTheConfiguration_AreAllProblems()
    {
        Workspace.Configure("reliability: 0.99 ", "reliability: 2 ");
        Workspace.Configure("mode: fp-free ", "mode: free ");
        var outcome = Workspace.Run("doctor", "--format", "json");
        Exits(outcome, 2);
        var json = JsonNode.Parse(outcome.Out)!;
        Assert.That(((string?)json["schema"], (int)json["problems"]!), Is.EqualTo(("modelci.doctor/1", 2)));
        Assert.That(json["checks"]!.AsArray().Where(check => (string?)check!["check"] == "configuration").Select(check => (string?)check!["state"]), Is.EqualTo(new[] { "problem", "problem" }));
    }

    [Test]
    public void ModelsThatDoNotLoad_AreTold()
    {
        Workspace.Write("models/better.onnx", "version https://git-lfs.github.com/spec/v1\n");
        File.Delete(Workspace.PathOf("models/baseline.onnx"));
        var outcome = Workspace.Run("doctor");
        HasProblem(outcome, "candidate", "MCI2002", "LFS");
        Assert.That(outcome.Out, Does.Match("(?m)^warning  baseline       MCI2001"));
    }

    [Test]
    public void Remote_ThatTakesPushes_IsWell_AndGetsNothing()
    {
        var url = Workspace.Share();
        var outcome = Workspace.Run("doctor");
        Exits(outcome, 0);
        Assert.That(outcome.Out.ReplaceLineEndings(" "), Does.Match(@"ok       remote         'origin' answers and takes pushes to\s+refs/modelci/digits"));
        Exits(Workspace.Run("test"), 0);
        var refs = Workspace.Git("ls-remote", url);
        Assert.That(Workspace.Run("doctor").Out, Does.Match("(?m)^ok       account        'digits': 2 entries"));
        Assert.That(Workspace.Git("ls-remote", url), Is.EqualTo(refs));
    }

    [Test]
    public void Remote_ThatIsGone_IsAProblem_AndNotWithOffline()
    {
        Workspace.Share();
        Workspace.Git("remote", "set-url", "origin", "file:///absent/remote.git");
        HasProblem(Workspace.Run("doctor"), "remote", "does not answer");
        Exits(Workspace.Run("doctor", "--offline"), 0);
        Workspace.Configure("remote: origin ", "remote: elsewhere ");
        HasProblem(Workspace.Run("doctor"), "remote", "MCI4028");
    }

    [Test]
    public void Remote_ThatRefusesPushes_IsAProblem()
    {
        Workspace.Share();
        // What a server says to someone who may read and not write.
        Wrappers.Install(Workspace, """
            for word in "$@"; do
              if [ "$word" = --dry-run ]; then echo "remote: Permission to o/r.git denied to ada." >&2; echo "fatal: unable to access 'https://x/': The requested URL returned error: 403" >&2; exit 128; fi
            done
            exec "$REAL_GIT" "$@"
            """);
        HasProblem(Workspace.Run("doctor"), "remote", "would be refused", "contents: write");
    }

    [Test]
    public void Keys_AreNamedByFingerprint_AndComparedWithTheAccount()
    {
        Workspace.SetKeys();
        Exits(Workspace.Run("test"), 0);
        var well = Workspace.Run("doctor");
        Exits(well, 0);
        Assert.That(well.Out.ReplaceLineEndings(" "), Does.Contain("begun with these keys").And.Match(@"MODELCI_KEY\s+[0-9a-f]{32}"));
        foreach (var secret in TestKeys.Secrets()) Assert.That(well.Out + well.Error, Does.Not.Contain(secret));
        // The one for the other: keys like any, and not those of the account.
        Workspace.SetKeys(TestKeys.Order, TestKeys.Encryption);
        HasProblem(Workspace.Run("doctor"), "account", "MCI4010", "is not the key that the account");
        Workspace.SetKeys(null, null);
        var without = Workspace.Run("doctor");
        Exits(without, 0);
        Assert.That(without.Out, Does.Match("(?m)^warning  account"));
    }

    [Test]
    public void SealedTestSetWithoutKeys_IsAWarning()
    {
        Workspace.Seal();
        Exits(Workspace.Run("doctor"), 0);
        Workspace.SetKeys(null, null);
        var outcome = Workspace.Run("doctor");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Match("(?m)^warning  test set"));
    }

    [TestCase("MODELCI_KEY", "short", "MCI4030")]
    [TestCase("MODELCI_ORDER_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "MCI4031")]
    public void BadKeys_AreAProblem_WithoutBeingRepeated(string variable, string value, string code)
    {
        Workspace.Environment[variable] = value;
        if (code == "MCI4030") Workspace.Environment["MODELCI_ORDER_KEY"] = value;
        var outcome = Workspace.Run("doctor");
        HasProblem(outcome, "keys", code);
        Assert.That(outcome.Out, Does.Not.Contain(value));
    }

    [Test]
    public void FoldersThatTakeNothing_AreTold()
    {
        Workspace.Write("a-file", "");
        Workspace.Environment["MODELCI_CACHE"] = Workspace.PathOf("a-file/cache");
        var cache = Workspace.Run("doctor");
        Exits(cache, 0);
        Assert.That(cache.Out, Does.Match("(?m)^warning  cache"));
        Workspace.Environment["TMPDIR"] = Workspace.PathOf("a-file/tmp");
        HasProblem(Workspace.Run("doctor"), "temporary", "TMPDIR");
    }

    [Test]
    public void NoGit_IsAProblem()
    {
        Workspace.Environment["PATH"] = "/absent";
        HasProblem(Workspace.Run("doctor"), "git", "MCI4020");
    }

    [Test]
    public void OutsideARepository_IsAProblem()
    {
        using var workspace = Workspace.Digits(withRepository: false);
        HasProblem(workspace.Run("doctor"), "repository", "MCI4021");
    }

    private static void HasProblem(Outcome outcome, string check, params string[] words)
    {
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Match($"(?m)^problem  {check} "));
            foreach (var word in words) Assert.That(outcome.Out.ReplaceLineEndings(" "), Does.Match(string.Join(@"\s+", word.Split(' ').Select(System.Text.RegularExpressions.Regex.Escape))));
            Assert.That(outcome.Out, Does.Contain("fix: "));
            Assert.That(outcome.Error, Is.Empty);
        }
    }
}
