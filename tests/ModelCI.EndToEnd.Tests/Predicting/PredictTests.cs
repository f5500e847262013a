using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.BadInput;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Predicting;

/// <summary><c>modelci predict</c>, and <c>modelci test</c> on such files in place of models.</summary>
internal sealed class PredictTests() : WorkspaceTests(() => Workspace.Digits())
{
    private static readonly string[] OnFiles = ["test", "--predictions", "predictions-candidate.parquet", "--baseline-predictions", "predictions-baseline.parquet"];

    [Test]
    public void Files_DecideAsTheModelsDo()
    {
        Exits(Workspace.Run("test"), 0);
        var models = Workspace.Report();
        using var elsewhere = Workspace.Copy();
        elsewhere.Git("update-ref", "-d", "refs/modelci/digits");
        elsewhere.Git("update-ref", "-d", "refs/modelci-seen/digits");
        Predict(elsewhere, "candidate");
        Predict(elsewhere, "baseline");
        Assert.That(elsewhere.Entries(), Is.Zero, "to predict records nothing");
        Exits(elsewhere.Run(OnFiles), 0);
        var files = elsewhere.Report();
        using (Assert.EnterMultipleScope())
        {
            foreach (var key in (string[])["verdict", "clauses", "labels", "error"])
                Assert.That(files[key]!.ToJsonString(), Is.EqualTo(models[key]!.ToJsonString()), key);
            Assert.That((string)files["candidate"]!["path"]!, Is.EqualTo("predictions-candidate.parquet"));
            Assert.That((string)files["candidate"]!["digest"]!, Is.Not.EqualTo((string)models["candidate"]!["digest"]!));
        }
    }

    [Test]
    public void Shards_TogetherAreTheWhole()
    {
        foreach (var model in (string[])["candidate", "baseline"])
        {
            Predict(Workspace, model);
            foreach (var shard in (string[])["1/3", "2/3", "3/3"]) Predict(Workspace, model, "--shard", shard);
        }
        Exits(Workspace.Run(OnFiles), 0);
        var outcome = Workspace.Run(
            "test", "--predictions", "predictions-candidate-*-of-3.parquet", "--baseline-predictions", "predictions-baseline-?-of-3.parquet");
        Exits(outcome, 0);
        Assert.That((bool)Workspace.Report()["replayed"]!, "the same predictions are the same question, however they are spread over files");
        BadInputTests.IsRefusal(
            Workspace.Run("test", "--predictions", "predictions-candidate-[12]-of-3.parquet", "--baseline-predictions", "predictions-baseline.parquet"), ["MCI3001"]);
        File.Delete(Workspace.PathOf("predictions-candidate-2-of-3.parquet"));
        BadInputTests.IsRefusal(
            Workspace.Run("test", "--predictions", "predictions-candidate-*-of-3.parquet", "--baseline-predictions", "predictions-baseline.parquet"),
            ["MCI3078"], "without a prediction", "digit-");
    }

    [Test]
    public void EqualFiles_AreAModelUnchanged()
    {
        Predict(Workspace, "candidate");
        Exits(Workspace.Run("test", "--predictions", "predictions-candidate.parquet", "--baseline-predictions", "predictions-candidate.parquet"), 0);
        Assert.That((string)Workspace.Report()["verdict"]!, Is.EqualTo("unchanged"));
    }

    [Test]
    public void SealedTestSet_MessagesNameNoItem()
    {
        Workspace.Seal();
        Predict(Workspace, "candidate", "--shard", "1/2");
        Predict(Workspace, "baseline");
        var outcome = Workspace.Run("test", "--predictions", "predictions-candidate-1-of-2.parquet", "--baseline-predictions", "predictions-baseline.parquet");
        BadInputTests.IsRefusal(outcome, ["MCI3078"], "some items");
        Assert.That(outcome.Error, Does.Not.Contain("digit-"));
    }

    [TestCase("id,prediction\ndigit-0001,3\ndigit-0001,3\n", "MCI3041", "digit-0001")]
    [TestCase("id,prediction\ndigit-0001,three\n", "MCI3073", "'three'", "row 1")]
    [TestCase("id,prediction\ndigit-0001,\n", "MCI3072", "'prediction'")]
    [TestCase("id,answer\ndigit-0001,3\n", "MCI3071", "'prediction'", "'answer'")]
    [TestCase("id,prediction\nnobody,3\n", "MCI3078", "without a prediction")]
    public void BadFile_IsRefused(string text, string code, params string[] words)
    {
        Workspace.Write("p.csv", text);
        Predict(Workspace, "baseline");
        BadInputTests.IsRefusal(Workspace.Run("test", "--predictions", "p.csv", "--baseline-predictions", "predictions-baseline.parquet"), [code], ["p.csv", .. words]);
        Assert.That(Workspace.Entries(), Is.Zero);
    }

    [Test]
    public void PredictionOfAnUnknownItem_IsRefused()
    {
        var ids = Workspace.Read("holdout/labels.csv").Split('\n')[1..^1].Select(line => line.Split(',')[0]);
        Workspace.Write("p.csv", "id,prediction\n" + string.Concat(ids.Append("nobody").Select(id => $"{id},3\n")));
        Predict(Workspace, "baseline");
        BadInputTests.IsRefusal(
            Workspace.Run("test", "--predictions", "p.csv", "--baseline-predictions", "predictions-baseline.parquet"), ["MCI3078"], "'nobody'", "not among the items");
    }

    [TestCase("MCI1027", "test", "--predictions", "p.csv")]
    [TestCase("MCI1027", "test", "--baseline-predictions", "p.csv")]
    [TestCase("MCI3077", "test", "--predictions", "p*.csv", "--baseline-predictions", "p.csv")]
    [TestCase("MCI1028", "predict", "--shard", "0/4")]
    [TestCase("MCI1028", "predict", "--shard", "5/4")]
    [TestCase("MCI1028", "predict", "--shard", "a")]
    [TestCase("MCI1028", "predict", "--shard", "1/5000")]
    [TestCase("MCI1025", "predict", "--output", "modelci.yml")]
    [TestCase("MCI1025", "predict", "--output", "holdout")]
    [TestCase("MCI1025", "predict", "--output", "nowhere/p.parquet")]
    public void Mistake_IsRefused(string code, params string[] arguments) => BadInputTests.IsRefusal(Workspace.Run(arguments), [code]);

    private static void Predict(Workspace workspace, string model, params string[] more)
    {
        var outcome = workspace.Run(["predict", "--model", model, "--format", "json", .. more]);
        Exits(outcome, 0);
        Assert.That((string)JsonNode.Parse(outcome.Out)!["model"]!, Is.EqualTo(model));
    }
}
