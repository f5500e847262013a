using ModelCI.EndToEnd.Tests.BadInput;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Predicting;

/// <summary>Answers are kept by content: a second condition runs no model, and nothing that goes wrong with a cache changes a verdict.</summary>
internal sealed class AnswerCacheTests() : WorkspaceTests(() => Workspace.Digits())
{
    // No model answers a batch as fast as that: whoever runs one fails.
    private const string NoTime = "ledger:\n";
    private const string NoTimeLeft = "limits: { seconds-per-batch: 0.000001 }\n\nledger:\n";

    private string Cache => Path.Combine(Workspace.Outside, ".cache", "modelci");

    [Test]
    public void SecondCondition_RunsNoModel()
    {
        Exits(Workspace.Run("test"), 0);
        AskAnotherQuestion();
        BadInputTests.IsRefusal(Workspace.Run("test", "--no-cache"), ["MCI2011"]);
        Exits(Workspace.Run("test"), 0);
        Assert.That((bool)Workspace.Report()["replayed"]!, Is.False);
    }

    [Test]
    public void OtherCandidate_RunsThatOnly()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.AddTwin("twin");
        Workspace.Configure("candidate: models/better.onnx ", "candidate: models/twin.onnx ");
        // The baseline cannot be run any more; it need not be.
        Exits(Workspace.Run("test"), 0);
        Assert.That(Directory.GetFiles(Cache), Has.Length.EqualTo(3));
    }

    [Test]
    public void OtherScale_IsAnotherModel()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Configure("scale: 0.0625 ", "scale: 0.125 ");
        _ = Workspace.Run("test");
        Assert.That(Directory.GetFiles(Cache), Has.Length.EqualTo(4));
    }

    [TestCase("damaged")]
    [TestCase("truncated")]
    [TestCase("empty")]
    [TestCase("folder")]
    public void BrokenCache_CostsTimeOnly(string how)
    {
        Exits(Workspace.Run("test"), 0);
        foreach (var file in Directory.GetFiles(Cache))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^9] ^= 1;
            if (how == "truncated") bytes = bytes[..(bytes.Length / 2)];
            if (how == "empty") bytes = [];
            File.WriteAllBytes(file, bytes);
        }
        if (how == "folder")
        {
            Directory.Delete(Cache, recursive: true);
            File.WriteAllText(Cache, "not a folder");
        }
        Workspace.Configure("n - o > 0 +/- 0.02", "n - o > 0.001 +/- 0.02");
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void SealedTestSet_KeepsAnswersSealed()
    {
        Workspace.Seal();
        Exits(Workspace.Run("test"), 0);
        var files = Directory.GetFiles(Cache);
        Assert.That(files, Has.Length.EqualTo(2));
        Assert.That(files.Select(file => new FileInfo(file).Length).Distinct().Count(), Is.EqualTo(1), "a size would tell what was noticed about a model");
        // Answers are small numbers: in clear most bytes are 0.
        foreach (var file in files) Assert.That(File.ReadAllBytes(file).Count(value => value == 0), Is.LessThan(new FileInfo(file).Length / 50));
        // Exchanged, one does not open as the other.
        var (first, second) = (File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
        File.WriteAllBytes(files[0], second);
        File.WriteAllBytes(files[1], first);
        AskAnotherQuestion();
        BadInputTests.IsRefusal(Workspace.Run("test"), ["MCI2017"]);
        File.WriteAllBytes(files[0], first);
        File.WriteAllBytes(files[1], second);
        Exits(Workspace.Run("test"), 0);
    }

    private void AskAnotherQuestion()
    {
        Workspace.Configure("n - o > 0 +/- 0.02", "n - o > 0.001 +/- 0.02");
        Workspace.Configure(NoTime, NoTimeLeft);
    }
}
