using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Labels that are none of the classes, or not one per item.</summary>
internal sealed class LabelTests() : BadInputTests(Pairs.Create)
{
    private const string Labels = Pairs.LabelFile;

    [TestCase("NaN")]
    [TestCase("2")]
    [TestCase("-1")]
    [TestCase("1.0")]
    [TestCase("01")]
    [TestCase("1e0")]
    [TestCase("Infinity")]
    [TestCase("null")]
    [TestCase(" 1")]
    public void OutsideTheClasses_IsRefusedWithItsItem(string label)
    {
        DeclareClasses();
        Workspace.Edit(Labels, "p003,1\n", $"p003,{label}\n");
        Refuses(["MCI3051"], $"{Labels}: labels outside the classes ('0', '1'): '{label}' of item 'p003'", "fix: ");
    }

    [TestCase("NaN")]
    [TestCase("2")]
    public void UndeclaredClass_DoesNotFitTheModels(string label)
    {
        Workspace.Edit(Labels, "p003,1\n", $"p003,{label}\n");
        Refuses(["MCI2006", "MCI2006"], "2 classes, but there are 3", $"'{label}'", "holdout.classes");
    }

    [TestCase("id,label\n", "MCI3063", "declare all classes in holdout.classes")]
    [TestCase("id,label\np000,\n", "MCI3063")]
    [TestCase("id,label\np000,1\np000,1\n", "MCI3041", "'p000'")]
    [TestCase("id,label\np000,1\np000,0\n", "MCI3041", "'p000'")]
    [TestCase("id,label\n,1\n", "MCI3040")]
    [TestCase("id,label\nnobody,1\n", "MCI3050", "'nobody'")]
    [TestCase("id,label,label\np000,1,0\n", "MCI3014", "'label'")]
    [TestCase("id,lable\np000,1\n", "MCI3030", "did you mean 'lable'?")]
    [TestCase("item,label\np000,1\n", "MCI3030", "'id'")]
    [TestCase("id,label\np000\n", "MCI3016", ":2")]
    public void File_ThatIsNoneOfLabels(string text, string code, params string[] words)
    {
        Workspace.Write(Labels, text);
        Refuses([code], [Labels, .. words]);
    }

    [Test]
    public void OneClassOnly_IsNothingToDecide()
    {
        Workspace.Write(Labels, Workspace.Read(Labels).Replace(",1\n", ",0\n", StringComparison.Ordinal));
        Refuses(["MCI3062"], Labels, "different labels so far: 1", "holdout.classes");
    }

    [TestCase("[0]", "MCI3061")]
    [TestCase("[0, 1, 1]", "MCI3060")]
    [TestCase("[0, '0']", "MCI3060")]
    public void Classes_ThatAreNoList(string classes, string code)
    {
        Workspace.Configure($"  labels: {Labels}\n", $"  labels: {Labels}\n  classes: {classes}\n");
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("classes").And.Match(@"error\[(MCI10\d\d|" + code + @")\]"));
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    public void MistakeOnALedger_LeavesItAsItIs()
    {
        DeclareClasses();
        Exits(Workspace.Run("test"), 0);
        Workspace.Edit(Labels, "p003,1\n", "p003,7\n");
        RefusesAndKeepsTheLedger("MCI3051", "'7' of item 'p003'");
        Workspace.Edit(Labels, "p003,7\n", "p003,1\np003,1\n");
        RefusesAndKeepsTheLedger("MCI3041", "'p003'");
    }

    private void DeclareClasses() => Workspace.Configure($"  labels: {Labels}\n", $"  labels: {Labels}\n  classes: [0, 1]\n");
}
