using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>A model whose weights lie in a file beside it: other weights are another model, although the ONNX file is the same.</summary>
internal sealed class ExternalDataTests() : WorkspaceTests(() => Workspace.Digits())
{
    [SetUp]
    public void TwoModels()
    {
        Add("old", column: 3);
        Add("new", column: 4);
        Workspace.Configure("candidate: models/better.onnx ", "candidate: new/model.onnx ");
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: old/model.onnx ");
    }

    [Test]
    public void OtherWeights_AreAnotherModel()
    {
        Exits(Workspace.Run("test"), 1);
        Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("fail"));
        // And another question, which the recorded answer does not answer.
        Add("new", column: 5);
        Exits(Workspace.Run("test"), 1);
        Assert.That(((bool)Workspace.Report()["replayed"]!, Workspace.Entries()), Is.EqualTo((false, 4)));
    }

    [Test]
    public void OtherWeights_BehindAnUnknownField_AreAnotherModel()
    {
        // A group that protobuf's readers pass over: 1000, begun and ended.
        var model = Workspace.PathOf("new/model.onnx");
        File.WriteAllBytes(model, [0xC3, 0x3E, 0xC4, 0x3E, .. File.ReadAllBytes(model)]);
        Exits(Workspace.Run("test"), 1);
        var weights = Workspace.PathOf("new/external.bin");
        File.WriteAllBytes(weights, new byte[new FileInfo(weights).Length]);
        Exits(Workspace.Run("test"), 1);
        Assert.That(((bool)Workspace.Report()["replayed"]!, Workspace.Entries()), Is.EqualTo((false, 4)));
    }

    [Test]
    public void EqualWeights_AreUnchanged()
    {
        Add("new", column: 3);
        Exits(Workspace.Run("test"), 0);
        Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("unchanged"));
    }

    [Test]
    public void BaselineOfACommit_BringsItsWeights()
    {
        Workspace.Commit("both");
        Add("old", column: 4);
        Workspace.Configure("baseline: old/model.onnx ", "baseline: git:HEAD:old/model.onnx ");
        Exits(Workspace.Run("test"), 1);
        Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("fail"));
    }

    [Test]
    public void MissingWeights_AreNamed()
    {
        File.Delete(Workspace.PathOf("new/external.bin"));
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("[MCI2001]").And.Contain("'new/model.onnx' keeps weights in 'external.bin'"));
    }

    /// <summary>A model that says the class of <paramref name="column"/> whatever it sees.</summary>
    private void Add(string folder, int column)
    {
        Directory.CreateDirectory(Workspace.PathOf(folder));
        File.Copy(Checkout.Model("external.onnx"), Workspace.PathOf($"{folder}/model.onnx"), overwrite: true);
        var weights = Enumerable.Range(0, 64 * 10).SelectMany(index => BitConverter.GetBytes(index % 10 == column ? 1f : 0f));
        File.WriteAllBytes(Workspace.PathOf($"{folder}/external.bin"), [.. weights]);
    }
}
