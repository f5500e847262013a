using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Sealing;

/// <summary>
/// What an error says of a sealed test set is free, and can be asked again and again: it must be the same whatever the items are, but for the one
/// bit that there is one.
/// </summary>
internal sealed class SealedItemsTests() : WorkspaceTests(TestKeys.SealedDigits)
{
    [Test]
    public void Model_ThatAnswersWithFeatures_IsNotQuoted()
    {
        var told = Failure("telltale.onnx");
        Assert.That(told, Does.StartWith("error[MCI2017]: candidate models/better.onnx: the model does not answer every item of the sealed test set as it should"));
        Assert.That(told.Where(char.IsDigit).ToArray(), Is.EqualTo("2017".ToArray()), "no number of the model's");
        // Another failure, and not another word.
        Assert.That(Failure("nan.onnx"), Is.EqualTo(told));
    }

    [Test]
    public void Model_OnItemsInClear_IsQuoted()
    {
        using var plain = Workspace.Digits();
        File.Copy(Checkout.Model("telltale.onnx"), plain.PathOf("models/better.onnx"), overwrite: true);
        var outcome = plain.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Match("MCI2007.* says '[0-9]+', which is none of the classes"));
    }

    [TestCase("p00 = 99")]
    [TestCase("CAST('x' || p10 AS INTEGER) = 1")]
    public void Slices_ThatFail_AreNotToldApart(string predicate)
    {
        Workspace.Configure("  inputs:", $"  slices:\n    some: \"p10 >= 0\"\n    few: \"{predicate}\"\n    none: \"p11 = 99\"\n  inputs:");
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Is.EqualTo(
            "error[MCI3208]: holdout.slices: a slice selects no item of the sealed test set, or its predicate fails on one; which and how is not told\n"
            + "  fix: whoever keeps the keys can unseal the test set elsewhere (`modelci holdout unseal --output DIR`) and see it there\n"));
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    private string Failure(string model)
    {
        File.Copy(Checkout.Model(model), Workspace.PathOf("models/better.onnx"), overwrite: true);
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(Workspace.Ledgers(), Is.Empty);
        return outcome.Error;
    }
}
