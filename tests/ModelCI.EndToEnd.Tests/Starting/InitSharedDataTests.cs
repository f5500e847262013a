using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Starting;

/// <summary><c>modelci init</c> on real data sets: it finds items, labels, ids and inputs by itself, and the gate runs.</summary>
internal sealed class InitSharedDataTests
{
    // A mapping by equal names; other names on one side; a probability with a threshold on one side; labels in a column; two arrays; an image out of bytes.
    [TestCase("adult", "a04_gbdt", "a01_stump", "labels: holdout_labels.csv")]
    [TestCase("adult", "a09_mlnet_layout", "a01_stump", "MaritalStatus: { from: marital_status }", "--model-output", "PredictedLabel.output")]
    [TestCase("adult", "a08_gbdt_slice_bug", "a01_stump", "output: { name: p_gt50k, threshold: 0.5 }")]
    [TestCase("text", "t02_tfidf_lr", "t01_nb_words", "labels: { column: label }")]
    [TestCase("text", "t06_cnn", "t05_bag", "input_ids: holdout_input_ids.npy")]
    [TestCase("fashion", "f06_cnn", "f03_mlp256", "from: holdout_images, scale: 0.00392156862745098", "--scale", "0.00392156862745098")]
    public void Files_OfADataSet_BecomeAGateThatRuns(string data, string candidate, string baseline, string written, params string[] further)
    {
        var source = Checkout.SharedData(data);
        using var workspace = new Workspace();
        foreach (var file in Directory.EnumerateFiles(source).Where(file => Path.GetExtension(file) is ".csv" or ".npy")) File.Copy(file, workspace.PathOf(Path.GetFileName(file)));
        foreach (var model in (string[])[candidate, baseline]) CopyModel(source, workspace, model);
        WorkspaceTests.Exits(workspace.Run(["init", "--candidate", $"models/{candidate}.onnx", "--baseline", $"models/{baseline}.onnx", .. further]), 0);
        Assert.That(workspace.Read("modelci.yml"), Does.Contain(written));
        var outcome = workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.ToString());
        workspace.Report();
    }

    private static void CopyModel(string source, Workspace workspace, string model)
    {
        Directory.CreateDirectory(workspace.PathOf("models"));
        File.Copy(Path.Combine(source, "models", model + ".onnx"), workspace.PathOf($"models/{model}.onnx"));
    }
}
