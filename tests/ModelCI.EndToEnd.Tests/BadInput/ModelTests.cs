using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Models that cannot be measured. All of it is found out before a step is spent.</summary>
internal sealed class ModelTests() : BadInputTests(() => Workspace.Digits())
{
    private const string Candidate = "candidate models/better.onnx";

    [TestCase("candidate", "better")]
    [TestCase("baseline", "baseline")]
    public void MissingFile(string role, string name)
    {
        File.Delete(Workspace.PathOf($"models/{name}.onnx"));
        Refuses(["MCI2001"], role, $"models/{name}.onnx", "relative to the folder of modelci.yml");
    }

    [Test]
    public void EmptyFile()
    {
        Replace([]);
        Refuses(["MCI2002"], Candidate, "is empty", "export the model again");
    }

    [Test]
    public void TruncatedFile()
    {
        Replace(File.ReadAllBytes(Workspace.PathOf("models/better.onnx"))[..9000]);
        Refuses(["MCI2002"], Candidate, "'models/better.onnx' is no ONNX model: ", "onnx.checker");
    }

    [Test]
    public void RandomBytes()
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        Replace(bytes);
        Refuses(["MCI2002"], Candidate, "'models/better.onnx' is no ONNX model: ", "onnx.checker");
    }

    [Test]
    public void BothModelsBroken_AreBothNamed()
    {
        Replace([]);
        File.WriteAllText(Workspace.PathOf("models/baseline.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        Refuses(["MCI2002", "MCI2002"], Candidate, "baseline models/baseline.onnx", "is a Git LFS pointer", "git lfs pull");
    }

    [Test]
    public void WrongInputName()
    {
        // One entry for one input is matched whatever its name; two are not.
        Workspace.Configure("    image: ", "    mask: { from: p00 }\n    images: ");
        Refuses([.. Enumerable.Repeat("MCI2003", 6)], Candidate, "'inputs' names 'images'", "image", "did you mean 'image'?");
    }

    [Test]
    public void WrongColumn()
    {
        Workspace.Configure("p76, p77", "p76, p78");
        Refuses(["MCI2003", "MCI2003"], "p78");
    }

    [Test]
    public void WrongShape()
    {
        Replace(File.ReadAllBytes(Checkout.Model("narrow.onnx")));
        Refuses(["MCI2004"], Candidate, "[64]", "32");
    }

    [Test]
    public void WrongOutput()
    {
        Workspace.Configure("      scale: 0.0625 ", "      scale: 0.0625\n  output: logit ");
        Refuses(["MCI2006", "MCI2006"], "'output' names 'logit'", "did you mean 'logits'?");
    }

    [Test]
    public void FewerClassesThanScores()
    {
        Workspace.Write("holdout/labels.csv", System.Text.RegularExpressions.Regex.Replace(Workspace.Read("holdout/labels.csv"), ",9\n", ",8\n"));
        Refuses(["MCI2006", "MCI2006"], "one score for each of 10 classes, but there are 9", "holdout.classes");
    }

    [TestCase("whole")]
    [TestCase("lazy")]
    public void NaNScores(string reading)
    {
        Replace(File.ReadAllBytes(Checkout.Model("nan.onnx")));
        Workspace.Configure("feedback: estimates", $"reading: {reading}\n  feedback: estimates");
        // Read on demand, too: a sample is run before anything is opened.
        Refuses(["MCI2008"], Candidate, "'logits' holds NaN or infinite scores", "mend the model");
    }

    [TestCase("whole")]
    [TestCase("lazy")]
    public void NaNScores_OfItemsBesideTheSample(string reading)
    {
        var lines = Workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n');
        int[] sample = [.. Enumerable.Range(0, 128).Select(index => index * (lines.Length - 1) / 128)];
        Workspace.Write("holdout/items.csv", string.Concat(lines.Select((line, row) => (row == 0 || sample.Contains(row - 1) ? line : Empty(line)) + "\n")));
        Workspace.Configure("feedback: estimates", $"reading: {reading}\n  feedback: estimates");
        if (reading == "whole") Refuses(["MCI2008"], Candidate, "'logits' holds NaN or infinite scores");
        else RefusesAfterOpening("MCI2008", Candidate, "'logits' holds NaN or infinite scores");

        static string Empty(string line) => line[..(line.IndexOf(',') + 1)] + line[line.IndexOf(',', line.IndexOf(',') + 1)..];
    }

    private void Replace(byte[] model) => File.WriteAllBytes(Workspace.PathOf("models/better.onnx"), model);
}
