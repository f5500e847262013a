using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary><c>modelci simulate</c>: from flags and from a configuration.</summary>
internal sealed class SimulateTests() : BadInput.BadInputTests(() => Workspace.Digits())
{
    private static readonly string[] Difference = ["simulate", "--condition", "n - o > 0 +/- 0.05", "--reliability", "0.95", "--steps", "1", "--replicates", "300"];

    [Test]
    public void Flags_Json_IsOfTheContractAndSeeded()
    {
        var first = Workspace.Run([.. Difference, "--format", "json", "--seed", "7"]);
        var again = Workspace.Run([.. Difference, "--format", "json", "--seed", "7"]);
        var other = Workspace.Run([.. Difference, "--format", "json", "--seed", "8"]);
        Exits(first, 0);
        var json = JsonNode.Parse(first.Out)!;
        var scenarios = json["scenarios"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Out, Is.EqualTo(first.Out));
            Assert.That(other.Out, Is.Not.EqualTo(first.Out));
            Assert.That((string)json["schema"]!, Is.EqualTo("modelci.simulate/1"));
            Assert.That((double)json["alpha"]!, Is.EqualTo(0.05).Within(1e-12));
            Assert.That(scenarios.Select(scenario => (double)scenario!["value"]!), Is.EqualTo(new[] { -0.1, 0, 0.05, 0.1, 0.2 }).Within(1e-9));
            foreach (var scenario in scenarios)
            {
                Assert.That((int)scenario!["accepted"]! + (int)scenario["refused"]! + (int)scenario["undecided"]!, Is.EqualTo(300));
                if (scenario["error"] is { } error) Assert.That((double)error["rate"]!["lower"]!, Is.LessThanOrEqualTo((double)error["allowed"]!));
            }
        }
    }

    [Test]
    public void Flags_Text_FitsEightyColumns()
    {
        var outcome = Workspace.Run([.. Difference, "--mode", "fn-free", "--disagreement", "0.3"]);
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Contain("c - 2 eps").And.Contain("wrongly refused at c:").And.Contain("on 30 % of the items"));
        Assert.That(outcome.Out.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [TestCase("recall(n, cat) > 0.7 +/- 0.1")]
    [TestCase("n[women] > 0.7 +/- 0.1 /\\ d < 0.3 +/- 0.05")]
    [TestCase("f1(n, 'a b') > 0.5 +/- 0.1")]
    public void Flags_AnyClause_IsSimulated(string condition) =>
        Exits(Workspace.Run("simulate", "--condition", condition, "--reliability", "0.9", "--replicates", "50"), 0);

    [Test]
    public void Configuration_TakesItemsClassesAndLevelFromIt()
    {
        var json = JsonNode.Parse(Workspace.Run("simulate", "--replicates", "50", "--format", "json").Out)!;
        Assert.That((int)json["items"]!, Is.EqualTo(1197));
        Assert.That((double)json["alpha"]!, Is.EqualTo(0.01 / 16).Within(1e-12));
        Exits(Workspace.Run("test"), 0);
        // The next run pays for what the first has shown.
        Assert.That((double)JsonNode.Parse(Workspace.Run("simulate", "--replicates", "50", "--format", "json").Out)!["alpha"]!, Is.LessThan(1e-6));
    }

    [Test]
    public void Mistakes_AreListed() =>
        IsRefusal(
            Workspace.Run("simulate", "--condition", "n > 0.5 +/- 0.1", "--reliability", "0", "--seed", "x", "--replicates", "0", "--steps", "0", "--disagreement", "1"),
            ["MCI1006", "MCI1007", "MCI1007", "MCI1007", "MCI1007"], "--seed is 'x'", "--replicates is 0", "--reliability is 0", "--steps is 0", "--disagreement is 1");

    [TestCase("--steps is none", "MCI1010", "n > 0.5 +/- 0.1", "--accounting", "paper")]
    [TestCase("none of the classes", "MCI1009", "recall(n, cow) > 0.5 +/- 0.1", "--classes", "cat,dog")]
    [TestCase("can never hold", "MCI1009", "n > 1.5 +/- 0.1")]
    [TestCase("topk(n, 5) is always 1: there are 2 classes", "MCI1009", "topk(n, 5) > 0.5 +/- 0.1", "--classes", "cat,dog")]
    [TestCase("loss(n) needs --loss", "MCI1009", "loss(n) < 0.5 +/- 0.1")]
    [TestCase("n counts right answers, but --loss makes this a regression", "MCI1009", "n > 0.5 +/- 0.1", "--loss", "absolute", "--loss-range", "0,1")]
    [TestCase("--loss-range is missing", "MCI1014", "loss(n) < 0.5 +/- 0.1", "--loss", "absolute")]
    [TestCase("--loss is missing", "MCI1014", "d < 0.5 +/- 0.1", "--loss-range", "0,1")]
    [TestCase("--loss-range is 1,0: the highest loss must be above the lowest", "MCI1010", "loss(n) < 0.5 +/- 0.1", "--loss", "squared", "--loss-range", "1,0")]
    [TestCase("two numbers separated by a comma", "MCI1006", "loss(n) < 0.5 +/- 0.1", "--loss", "squared", "--loss-range", "1")]
    public void Mistakes_OfTheQuestion_AreNamed(string words, string code, string condition, params string[] more) =>
        IsRefusal(Workspace.Run(["simulate", "--condition", condition, "--reliability", "0.9", .. more]), [code], words);

    // Models that answer numbers, and sets of classes: what is assumed is said, and the figures are there.
    [TestCase("loss(n) - loss(o) < 0 +/- 0.05", "every loss is 0 or 1, the worst case", "--loss", "absolute", "--loss-range", "0,1")]
    [TestCase("topk(n, 3) - topk(o, 3) > 0 +/- 0.02", "models differ on about 10 %")]
    public void OtherScores_AreSimulatedAndPlanned(string condition, string assumed, params string[] more)
    {
        string[] question = ["--condition", condition, "--reliability", "0.99", "--replicates", "20", "--items", "5000", .. more];
        foreach (var command in new[] { "simulate", "plan" })
        {
            var run = Workspace.Run([command, .. question]);
            Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
            Assert.That(run.Out.ReplaceLineEndings(" "), Does.Contain(assumed).And.Contain("c + 2 eps"));
        }
    }

    [Test]
    public void TooFewItems_AreRefused() => IsRefusal(
        Workspace.Run("simulate", "--condition", "n > 0.5 +/- 0.1", "--reliability", "0.999", "--steps", "1", "--items", "5"),
        ["MCI1013"], "--items: 5 items can never accept", "items are the fewest that can");
}
