using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Test sets that cannot be used.</summary>
internal sealed class HoldoutTests() : BadInputTests(() => Workspace.Digits())
{
    private const string Items = "holdout/items.csv";
    private const string Labels = "holdout/labels.csv";

    [TestCase(Items)]
    [TestCase(Labels)]
    public void MissingFile(string file)
    {
        File.Delete(Workspace.PathOf(file));
        Refuses(["MCI3001"], file, "the file does not exist");
    }

    [TestCase(Items)]
    [TestCase(Labels)]
    public void EmptyFile(string file)
    {
        Workspace.Write(file, "");
        Refuses(["MCI3010"], file, "empty");
    }

    [Test]
    public void LabelOutsideTheClasses()
    {
        Workspace.Configure("  labels: holdout/labels.csv ", "  classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n  labels: holdout/labels.csv ");
        Workspace.Edit(Labels, "digit-0002,7\n", "digit-0002,seven\n");
        Refuses(["MCI3051"], Labels, "digit-0002", "seven", "outside the classes");
    }

    [Test]
    public void RepeatedItemId()
    {
        Workspace.Edit(Items, "digit-0002,", "digit-0001,");
        Refuses(["MCI3041"], Items, "digit-0001", "more than once");
    }

    [Test]
    public void RepeatedLabelId()
    {
        Workspace.Edit(Labels, "digit-0002,", "digit-0001,");
        Refuses(["MCI3041"], Labels, "digit-0001", "more than once");
    }

    [Test]
    public void LabelOfAnUnknownItem()
    {
        Workspace.Edit(Labels, "digit-0002,", "digit-9999,");
        Refuses(["MCI3050"], Labels, "digit-9999", "not among the items");
    }

    [Test]
    public void RaggedRow()
    {
        Workspace.Edit(Items, "digit-0002,", "digit-0002,0,");
        Refuses(["MCI3016"], Items + ":3", "66", "65");
    }

    [Test]
    public void TextWhereAModelTakesNumbers()
    {
        Workspace.Edit(Items, "digit-0002,0,", "digit-0002,dark,");
        Refuses(["MCI2005", "MCI2005"], "'p00' is text", "takes numbers");
    }

    [Test]
    public void UnknownIdColumn()
    {
        Workspace.Configure("  labels: holdout/labels.csv ", "  id: idd\n  labels: holdout/labels.csv ");
        Refuses(["MCI3030"], Items, "'idd' is not among the columns", "did you mean 'id'?");
    }
}
