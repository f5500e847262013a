using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Starting;

/// <summary><c>modelci init</c> without a terminal, on the example.</summary>
internal sealed class InitTests() : WorkspaceTests(Bare)
{
    private const string Workflow = ".github/workflows/modelci.yml";

    private static readonly string[] Facts = ["--candidate", "models/better.onnx", "--baseline", "models/baseline.onnx", "--scale", "0.0625"];

    [Test]
    public void Facts_GiveAGateThatRuns()
    {
        var outcome = Init(Facts);
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.StartWith($"wrote modelci.yml\nwrote {Workflow}\n"));
            Assert.That(outcome.Out.ReplaceLineEndings(" "), Does.Match(@"To see a [\d.]+-point gain you need about [\d,]+ labels"));
            Assert.That(outcome.Error, Is.Empty);
            Assert.That(Workspace.Read("modelci.yml"), Does.StartWith("# yaml-language-server: $schema=").And.Contain("scale: 0.0625").And.Contain("items: holdout/items.csv ").And.Contain("labels: holdout/labels.csv "));
            Assert.That(Workspace.Read("modelci.yml"), Does.Contain("classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"));
        }
        Exits(Workspace.Run("test", "--announce"), 0);
        Exits(Workspace.Run("test"), 0);
        Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("pass"));
    }

    [Test]
    public void Workflow_IsTheExample_WithTheNamesOfThisRepository()
    {
        Exits(Init(Facts), 0);
        var example = File.ReadAllText(Path.Combine(Checkout.Root, "action", "examples", "workflows", "same-repository.yml")).Split('\n');
        var written = Workspace.Read(Workflow).Split('\n');
        var changed = written.Zip(example).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Trim()).ToArray();
        Assert.That(written, Has.Length.EqualTo(example.Length));
        Assert.That(changed, Has.Length.EqualTo(3));
        Assert.That(changed, Has.One.EqualTo("branches: [\"main\"]"));
        Assert.That(changed[^1], Does.Contain("\"modelci.yml\"").And.Contain("\"models/better.onnx\"").And.Contain("\"holdout/items.csv\""));
    }

    [Test]
    public void ConfigurationInASubfolder_IsNamedInTheWorkflow_WithPathsOfItsOwn()
    {
        Workspace.Git("mv", "models", "gate-models");
        Workspace.Write("gate/readme", "");
        Exits(Init("--config", "gate/modelci.yml", "--candidate", "gate-models/better.onnx", "--baseline", "gate-models/baseline.onnx", "--scale", "0.0625", "--items", "holdout/items.csv", "--labels", "holdout/labels.csv"), 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.Read(Workflow), Does.Contain("        with:\n          config: \"gate/modelci.yml\"\n"));
            Assert.That(Workspace.Read("gate/modelci.yml"), Does.Contain("candidate: ../gate-models/better.onnx"));
        }
        Exits(Workspace.Run("test", "--config", "gate/modelci.yml"), 0);
    }

    [Test]
    public void MissingFacts_AreOneErrorThatNamesTheFlags()
    {
        IsProblem(Init(), "MCI1042", "--candidate FILE", "models/baseline.onnx or models/better.onnx or models/worse.onnx");
        IsProblem(Init("--candidate", "models/better.onnx"), "MCI1042", "--baseline base|FILE|none");
        IsProblem(Init(Facts[..4]), "MCI1042", "--scale image=FACTOR");
        IsProblem(Init(["--yes", .. Facts[..4]]), "MCI1042", "--scale image=FACTOR");
        Assert.That(Workspace.Read(".git/HEAD"), Does.StartWith("ref:"));
        Assert.That((File.Exists(Workspace.PathOf("modelci.yml")), Directory.Exists(Workspace.PathOf(".github"))), Is.EqualTo((false, false)));
    }

    [Test]
    public void OnlyModelThatIsCommitted_IsComparedWithItsBase()
    {
        Workspace.Git("rm", "-q", "models/baseline.onnx", "models/worse.onnx");
        Exits(Init("--scale", "image=0.0625"), 0);
        Assert.That(Workspace.Read("modelci.yml"), Does.Contain("candidate: models/better.onnx ").And.Contain("baseline: base "));
    }

    [TestCase("modelci.yml")]
    [TestCase(Workflow)]
    public void FileThatExists_IsNotReplaced_AndNothingIsWritten(string existing)
    {
        Workspace.Write(existing, "mine");
        var before = Workspace.State();
        IsProblem(Init(Facts), "MCI1043", existing, "--force");
        Assert.That((Workspace.Read(existing), Workspace.State().Length), Is.EqualTo(("mine", before.Length)));
        Exits(Init([.. Facts, "--force"]), 0);
        Assert.That(Workspace.Read(existing), Is.Not.EqualTo("mine"));
    }

    [Test]
    public void BothThatExist_AreNamedAtOnce()
    {
        Workspace.Write("modelci.yml", "mine");
        Workspace.Write(Workflow, "mine");
        var outcome = Init(Facts);
        IsProblem(outcome, "MCI1043", "modelci.yml", Workflow, "2 problems");
    }

    [Test]
    public void OneThatCannotBeWritten_KeepsTheOtherAway()
    {
        // A file where a folder is needed, which stops root as well.
        Workspace.Write(".github", "a file");
        IsProblem(Init(Facts), "MCI1043", "nothing was written");
        Assert.That(File.Exists(Workspace.PathOf("modelci.yml")), Is.False);
        Assert.That(Directory.GetFiles(Workspace.Folder, "*.partial"), Is.Empty);
    }

    [Test]
    public void NoWorkflow_WritesTheConfigurationAlone()
    {
        Exits(Init([.. Facts, "--no-workflow"]), 0);
        Assert.That(Directory.Exists(Workspace.PathOf(".github")), Is.False);
    }

    [Test]
    public void Json_TellsWhatWasWritten()
    {
        var outcome = Init([.. Facts, "--format", "json"]);
        Exits(outcome, 0);
        var json = JsonNode.Parse(outcome.Out)!;
        Assert.That(((string?)json["schema"], json["written"]!.AsArray().Count, (string?)json["plan"]), Is.EqualTo(("modelci.init/1", 2, (string?)json["plan"])));
        Assert.That((string?)json["plan"], Does.Contain("labels"));
    }

    [Test]
    public void Import_TakesTheGateOver_AndSaysWhatItCannot()
    {
        Workspace.Write(".easeml.yml", "ml:\n- script : ./evaluate_model.py\n- condition : n - o > 0 +/- 0.03\n- reliability: 0.95\n- mode : fn-free\n- adaptivity : firstChange\n- steps : 8\n- email: a@example.org\n");
        var outcome = Init([.. Facts, "--from", ".easeml.yml", "--steps", "9"]);
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Contain(".easeml.yml: script: ").And.Contain(".easeml.yml: email: "));
            foreach (var line in (string[])["condition: \"n - o > 0 +/- 0.03\"", "reliability: 0.95 ", "mode: fn-free ", "adaptivity: first-change ", "steps: 9 "])
                Assert.That(Workspace.Read("modelci.yml"), Does.Contain("  " + line));
        }
        Exits(Workspace.Run("test", "--announce"), 0);
    }

    [Test]
    public void Import_OfAnotherFile_IsRefused()
    {
        Workspace.Write("other.yml", "version: 1\n");
        IsProblem(Init([.. Facts, "--from", "other.yml"]), "MCI1044", "other.yml", "ease.ml/ci");
        IsProblem(Init([.. Facts, "--from", "absent.yml"]), "MCI1001", "absent.yml");
    }

    [TestCase("MCI1008", "--condition", "n - q > 0 +/- 0.1", TestName = "condition")]
    [TestCase("MCI1007", "--reliability", "2", TestName = "reliability")]
    [TestCase("MCI1006", "--mode", "fpfree", TestName = "mode")]
    [TestCase("MCI1007", "--steps", "0", TestName = "steps")]
    [TestCase("MCI1006", "--name", "Bad Name", TestName = "name")]
    [TestCase("MCI1006", "--scale", "imgae=2", TestName = "scale of no input")]
    [TestCase("MCI1010", "--threshold", "0.5", TestName = "threshold of scores")]
    [TestCase("MCI3001", "--items", "absent.csv", TestName = "items")]
    [TestCase("MCI3001", "--labels", "absent.csv", TestName = "labels")]
    [TestCase("MCI3006", "--labels", "models/better.onnx", TestName = "labels that are none")]
    [TestCase("MCI2003", "--input", "image=p00,nope", TestName = "input")]
    [TestCase("MCI2006", "--model-output", "nope", TestName = "output")]
    [TestCase("MCI2001", "--candidate", "absent.onnx", TestName = "candidate")]
    [TestCase("MCI2002", "--candidate", "holdout/items.csv", TestName = "candidate that is none")]
    public void WrongFlag_IsOneReadableError_AndNothingIsWritten(string code, string flag, string value)
    {
        string[] given = flag switch
        {
            "--candidate" => [flag, value, .. Facts[2..]],
            "--scale" => [.. Facts[..4], flag, value],
            _ => [.. Facts, flag, value],
        };
        IsProblem(Init(given), code);
        Assert.That((File.Exists(Workspace.PathOf("modelci.yml")), Directory.Exists(Workspace.PathOf(".github"))), Is.EqualTo((false, false)));
    }

    [Test]
    public void OutsideARepository_IsAProblem()
    {
        using var workspace = new Workspace(withRepository: false);
        IsProblem(workspace.Run("init"), "MCI4021", "git init");
    }

    private Outcome Init(params IEnumerable<string> arguments) => Workspace.Run(["init", .. arguments]);

    /// <summary>The example before it had a gate.</summary>
    private static Workspace Bare()
    {
        var workspace = Workspace.Digits();
        foreach (var file in (string[])["modelci.yml", "worse.yml", "expected.json"]) File.Delete(workspace.PathOf(file));
        workspace.Commit("models and holdout");
        return workspace;
    }
}
