using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>
/// The gate on real data sets, for pairs whose counts over the whole pool (truth.json) leave no doubt. Reliability 0.99, first step.
/// </summary>
internal sealed class SharedDataTests
{
    private const string Better = "n - o > 0 +/- 0.01";
    private const string NotMuchWorse = "n - o > -0.02 +/- 0.01";

    // 321 of 10,000 ahead; 348 behind; equal (632 each way); 2 behind; the last two take pixels as bytes and as fractions.
    [TestCase("f03_mlp256", "f06_cnn", Better, 0)]
    [TestCase("f07_cnn_finetune", "f10_cnn_regressed", Better, 1)]
    [TestCase("f02_mlp64", "f05_cnn_equal_f02", Better, 1)]
    [TestCase("f06_cnn", "f07_cnn_finetune", NotMuchWorse, 0)]
    [TestCase("f08_cnn_fp16w", "f09_cnn_int8", "n - o > -0.02 +/- 0.01 /\\\\ d < 0.05 +/- 0.01", 0)]
    [TestCase("f06_cnn", "f10_cnn_regressed", "d < 0.02 +/- 0.01", 1)]
    public void Fashion(string baseline, string candidate, string condition, int exitCode)
    {
        using var workspace = SharedGates.Fashion(baseline, candidate, condition);
        Exits(workspace, exitCode);
    }

    // A label as text, found among two outputs; the same named; labels as integers; logits; a probability; bools, under other input names.
    [TestCase("models/a02_logreg_zipmap.onnx", NotMuchWorse)]
    [TestCase("{ model: models/a02_logreg_zipmap.onnx, output: output_label }", NotMuchWorse)]
    [TestCase("models/a03_forest.onnx", Better)]
    [TestCase("models/a04_gbdt.onnx", Better)]
    [TestCase("{ model: models/a06_mlp.onnx, output: logits }", NotMuchWorse)]
    [TestCase("{ model: models/a08_gbdt_slice_bug.onnx, output: { name: p_gt50k, threshold: 0.5 } }", Better)]
    [TestCase("{ model: models/a09_mlnet_layout.onnx, output: PredictedLabel.output, inputs: { " + MlNetInputs + " } }", Better)]
    public void Adult(string candidate, string condition)
    {
        using var workspace = SharedGates.Adult("models/a01_stump.onnx", candidate, condition);
        Exits(workspace, 0);
    }

    [Test]
    public void Adult_Twins_DoNotPass()
    {
        using var workspace = SharedGates.Adult("models/a01_stump.onnx", "models/a10_extratrees_equal_a01.onnx", Better);
        Exits(workspace, 1);
    }

    [TestCase("t01_nb_words", "t02_tfidf_lr", Better, 0)]
    [TestCase("t02_tfidf_lr", "t01_nb_words", Better, 1)]
    [TestCase("t03_tfidf_bigrams", "t04_tfidf_retuned", NotMuchWorse, 0)]
    public void Comments(string baseline, string candidate, string condition, int exitCode)
    {
        using var workspace = SharedGates.Comments(baseline, candidate, condition);
        Exits(workspace, exitCode);
    }

    [TestCase("t06_cnn", "t09_cnn_regressed", Better, 1)]
    [TestCase("t05_bag", "t08_cnn_equal_t05", Better, 1)]
    [TestCase("t06_cnn", "t07_cnn_fp16w", "n - o > -0.02 +/- 0.01 /\\\\ d < 0.02 +/- 0.01", 0)]
    public void Tokens(string baseline, string candidate, string condition, int exitCode)
    {
        using var workspace = SharedGates.Tokens(baseline, candidate, condition);
        Exits(workspace, exitCode);
    }

    private const string MlNetInputs =
        "Age: { from: age }, Workclass: { from: workclass }, Fnlwgt: { from: fnlwgt }, Education: { from: education }, EducationNum: { from: education_num }, " +
        "MaritalStatus: { from: marital_status }, Occupation: { from: occupation }, Relationship: { from: relationship }, Race: { from: race }, Sex: { from: sex }, " +
        "CapitalGain: { from: capital_gain }, CapitalLoss: { from: capital_loss }, HoursPerWeek: { from: hours_per_week }, NativeCountry: { from: native_country }";

    private static void Exits(Workspace workspace, int exitCode)
    {
        var outcome = workspace.Run("test");
        Assert.That(outcome.ExitCode, Is.EqualTo(exitCode), outcome.ToString());
        // On a busy machine a run may take the 10 s after which progress is told.
        Assert.That(outcome.Error, Does.Match(@"^(predicting: .*\n)*report files: modelci-report\n$"));
    }
}
