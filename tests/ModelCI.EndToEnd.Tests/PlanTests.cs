using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary><c>modelci plan</c>: the paper's numbers through the command, the ledger's level, and what no pool can certify.</summary>
internal sealed class PlanTests() : BadInput.BadInputTests(() => Workspace.Digits())
{
    // statistics.md section 4.
    [TestCase("n > 0.5 +/- 0.1", "0.99", "32", "none", "hoeffding", 404)]
    [TestCase("n > 0.5 +/- 0.1", "0.99", "32", "full", "hoeffding", 1_340)]
    [TestCase("n - o > 0.02 +/- 0.1", "0.99", "32", "none", "hoeffding", 1_753)]
    [TestCase("d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01", "0.9999", "32", "none", "bennett", 29_048)]
    [TestCase("d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01", "0.9999", "32", "full", "bennett", 67_706)]
    [TestCase("n - o > 0 +/- 0.02", "0.998", "7", "none", "hoeffding", 44_269)]
    public void Paper_Sizes_AreThePapers(string condition, string reliability, string steps, string adaptivity, string method, long labels)
    {
        var plan = Json("plan", "--condition", condition, "--reliability", reliability, "--steps", steps, "--adaptivity", adaptivity, "--accounting", "paper", "--replicates", "5");
        Assert.That((long)Method(plan, method)["labels"]!, Is.EqualTo(labels));
    }

    [Test]
    public void Paper_KnownDisagreementAndActiveLabels_AreThePapers()
    {
        var known = Json("plan", "--condition", "n - o > 0 +/- 0.02", "--reliability", "0.998", "--steps", "7", "--adaptivity", "none", "--accounting", "paper", "--disagreement", "0.1");
        Assert.That((long)Method(known, "bennett")["labels"]!, Is.EqualTo(4_713));
        var tested = Json("plan", "--condition", "d < 0.08 +/- 0.01 /\\ n - o > 0 +/- 0.01", "--reliability", "0.9999", "--steps", "32", "--adaptivity", "none", "--accounting", "paper");
        Assert.That((long)Method(tested, "bennett")["activeLabelsPerRun"]!, Is.EqualTo(2_189));
    }

    [Test]
    public void Sequential_HasTheScenariosOfTheContract()
    {
        var arguments = new[] { "plan", "--condition", "n - o > 0 +/- 0.01", "--reliability", "0.9999", "--steps", "1" };
        var plan = Json(arguments);
        var scenarios = Method(plan, "sequential")["scenarios"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string)plan["schema"]!, Is.EqualTo("modelci.plan/1"));
            Assert.That(scenarios.Select(scenario => (double)scenario!["value"]!), Is.EqualTo(new[] { -0.02, 0, 0.01, 0.02, 0.04 }));
            // Section 9: at most 560 labels at v = 0.02, within five standard errors of what was measured.
            Assert.That((double)scenarios[3]!["meanLabels"]!, Is.LessThan(560 + (5 * (double)scenarios[3]!["standardError"]!)));
            Assert.That((double)scenarios[3]!["wald"]!, Is.EqualTo(457.4).Within(0.1));
            Assert.That((double)scenarios[3]!["passProbability"]!, Is.EqualTo(1).Within(0.05));
            Assert.That((string)Workspace.Run([.. arguments, "--format", "json"]).Out, Is.EqualTo(plan.ToJsonString(Readable) + "\n"), "seeded");
        }
    }

    [Test]
    public void Methods_ThatDoNotApply_SayWhy()
    {
        var plan = Json("plan", "--condition", "recall(n, cat) > 0.7 +/- 0.05", "--reliability", "0.99", "--replicates", "5");
        foreach (var method in new[] { "hoeffding", "bennett", "exact" })
        {
            Assert.That((bool)Method(plan, method)["applies"]!, Is.False);
            Assert.That((string)Method(plan, method)["why"]!, Does.Contain("recall(n, cat)"));
        }
    }

    [Test]
    public void Configuration_RunsLeftAndLevel_FollowTheLedger()
    {
        var before = Json("plan", "--replicates", "5");
        Exits(Workspace.Run("test"), 0);
        var after = Json("plan", "--replicates", "5");
        Assert.That(((int)before["runsLeft"]!, (int)after["runsLeft"]!), Is.EqualTo((16, 15)));
        Assert.That((double)after["logInverseAlpha"]!, Is.GreaterThan((double)before["logInverseAlpha"]! + 10));
        Assert.That(Workspace.Entries(), Is.EqualTo(2), "a plan opens nothing");
    }

    [Test]
    public void Text_FitsEightyColumns()
    {
        var outcome = Workspace.Run("plan", "--replicates", "5");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Contain("hoeffding").And.Contain("runs left   16").And.Contain("c + 2 eps"));
        Assert.That(outcome.Out.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    // Where nothing bounds the labels every test set is read to its end: a plan must not simulate as many of them as of the short ones.
    [TestCase("n > 0.99999999999 +/- 0.1")]
    public void Sequential_WhereNothingEndsATest_IsSimulatedByFewTestSets(string condition) =>
        Assert.That((int)Method(Json("plan", "--condition", condition, "--reliability", "0.99"), "sequential")["replicates"]!, Is.LessThan(100));

    [TestCase("fp-free", "c + 2 eps")]
    [TestCase("fn-free", "c - 2 eps")]
    public void Text_Tolerances_NameTheEndOfTheZoneTheyAreAt(string mode, string end) =>
        Assert.That(
            Workspace.Run("plan", "--condition", "n > 0.5 +/- 0.1", "--reliability", "0.9", "--mode", mode, "--replicates", "5").Out.ReplaceLineEndings(" "),
            Does.Contain($"tolerances: at {end}."));

    [Test]
    public void TooFewItems_AreRefusedWithTheFewestThatCan()
    {
        string[] question = ["plan", "--condition", "n > 0.5 +/- 0.1", "--reliability", "0.999", "--steps", "1", "--replicates", "5"];
        var outcome = Workspace.Run([.. question, "--items", "5"]);
        IsRefusal(outcome, ["MCI1013"], "--items: 5 items can never accept");
        var fewest = outcome.Error.Split("whatever the models are; ")[1].Split(' ')[0];
        Exits(Workspace.Run([.. question, "--items", fewest]), 0);
        Exits(Workspace.Run([.. question, "--items", (int.Parse(fewest, null) - 1).ToString(null, null)]), 2);
    }

    [Test]
    public void TooFewItems_WhereNotEvenMillionsWouldDo_AreRefused() =>
        IsRefusal(
            Workspace.Run("plan", "--condition", "n > 0.999999999 +/- 0.01", "--reliability", "0.9999", "--items", "1000", "--replicates", "5"),
            ["MCI1013"], "--items: 1,000 items can never accept", "not even 16,777,216 items can");

    [Test]
    public void TooFewItems_AreRefusedByTheGateBeforeItOpensARun()
    {
        // Even a model without an error gathers less than ln(1/0.991) nats an item.
        Workspace.Configure("reliability: 0.99 ", "reliability: 0.999999999999 ");
        Workspace.Configure("feedback: estimates ", "feedback: verdict ");
        Workspace.Configure("\"n - o > 0 +/- 0.02\"", "\"n > 0.991 +/- 0.001\"");
        Refuses(["MCI1013"], "1,197 items can never accept");
    }

    [Test]
    public void Mistakes_AreListed() =>
        IsRefusal(Workspace.Run("plan", "--condition", "n > 0.5 +/- -0.1", "--reliability", "2"), ["MCI1008", "MCI1007"], "--reliability is 2");

    private static System.Text.Json.JsonSerializerOptions Readable { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private JsonNode Json(params string[] arguments)
    {
        var outcome = Workspace.Run([.. arguments, "--format", "json"]);
        Exits(outcome, 0);
        return JsonNode.Parse(outcome.Out)!;
    }

    private static JsonNode Method(JsonNode plan, string name) => plan["methods"]!.AsArray().Single(method => (string)method!["method"]! == name)!;
}
