using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class LabelsTests : HoldoutFixture
{
    [SetUp]
    public void Items() => Write("items.csv", "id,x\np,1\nq,2\nr,3\n");

    [Test]
    public void Read_PartialLabels_LeavesTheRestMissing()
    {
        Write("labels.csv", "id,label\nr,dog\nq,\n");
        var labels = Read(classes: ["cat", "dog"]).Labels;
        Assert.That((labels[0], labels[1], labels[2], labels.IsComplete), Is.EqualTo((LabelBook.Missing, LabelBook.Missing, 1, false)));
    }

    [Test]
    public void Read_NoRowsYet_LeavesAllMissing()
    {
        Write("labels.csv", "id,label\n");
        Assert.That(Labels(Read(classes: ["cat", "dog"])), Is.All.EqualTo(LabelBook.Missing));
        AssertProblem(() => Read(), "MCI3063");
    }

    [Test]
    public void Read_ClassesLeftOut_ComeFromTheLabels()
    {
        Write("labels.csv", "id,label\np,10\nq,9\nr,10\n");
        var data = Read();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Labels.Classes.Names, Is.EqualTo(new[] { "9", "10" }));
            Assert.That(Labels(data), Is.EqualTo(new[] { 1, 0, 1 }));
            Assert.That(data.Labels.IsComplete, Is.True);
        }
    }

    [Test]
    public void Read_FurtherColumns_AreNotRead()
    {
        Write("labels.csv", "label_name,label,id\ncat,0,p\ndog,1,q\ncat,0,r\n");
        Assert.That(Labels(Read()), Is.EqualTo(new[] { 0, 1, 0 }));
    }

    [Test]
    public void Read_LabelColumnOfTheItems_TakesEmptyCellsAsMissing()
    {
        Write("items.csv", "id,x,y\np,1,b\nq,2,\nr,3,a\n");
        Assert.That(Labels(Read(labelColumn: "y", classes: ["a", "b"])), Is.EqualTo(new[] { 1, -1, 0 }));
    }

    [Test]
    public void Read_Unsure_IsAnAnswerAndNoClass()
    {
        Write("labels.csv", "id,label\np,unsure\nq,dog\nr,cat\n");
        foreach (var labels in new[] { Read().Labels, Read(classes: ["cat", "dog"]).Labels })
        {
            Assert.That(labels.Classes.Names, Is.EqualTo(new[] { "cat", "dog" }));
            Assert.That((labels[0], labels[1], labels[2], labels.IsComplete), Is.EqualTo((LabelBook.Unsure, 1, 0, true)));
        }
    }

    [Test]
    public void Read_UnsureThatIsADeclaredClass_IsThatClass()
    {
        Write("labels.csv", "id,label\np,unsure\nq,sure\nr,\n");
        Assert.That(Labels(Read(classes: ["sure", "unsure"])), Is.EqualTo(new[] { 1, 0, LabelBook.Missing }));
    }

    [Test]
    public void Read_UnsureBesideOneClass_LeavesTooFewClasses()
    {
        Write("labels.csv", "id,label\np,unsure\nq,dog\nr,dog\n");
        AssertProblem(() => Read(), "MCI3062", "declare");
    }

    // The answer is one word; whatever else looks like it is a label, and one outside the classes.
    [TestCase("Unsure")]
    [TestCase("unsure ")]
    [TestCase("-2")]
    public void Read_OtherWaysToWriteIt_AreLabelsOutsideTheClasses(string label)
    {
        Write("labels.csv", $"id,label\np,{label}\nq,dog\nr,cat\n");
        AssertProblem(() => Read(classes: ["cat", "dog"]), "MCI3051", $"'{label}' of item 'p'");
    }

    [TestCase("labels.npy")]
    [TestCase("labels.npy.sealed")]
    [TestCase("labels.sealed")]
    public void Read_LabelsOfOtherEnding_AreRefused(string name)
    {
        Write(name, Npy.Of("<i8", "(3,)", 0L, 1, 0));
        AssertProblem(() => Read(labels: name), "MCI3006", name, ".csv");
    }

    [Test]
    public void Read_MissingColumns_AreListedTogether()
    {
        Write("labels.csv", "item,labels\np,a\n");
        AssertProblem(() => Read(), "MCI3030", "'id' is not among the columns of labels.csv", "'label' is not", "did you mean 'labels'");
    }

    [Test]
    public void Read_UnknownIds_AreNamedWithTheNearest()
    {
        Write("items.csv", "id,x\nitem-10,1\nitem-20,2\n");
        Write("labels.csv", "id,label\nitem-10,a\nitem_20,b\nzzzzzzzzzz,a\n");
        AssertProblem(() => Read(), "MCI3050", "labels.csv", "'item_20', 'zzzzzzzzzz'", "did you mean 'item-20'?");
    }

    [Test]
    public void Read_UnknownIdsOfNumberedRows_SaysWhereIdsComeFrom()
    {
        Write("items.csv", "x,key\n1,p\n2,q\n");
        Write("labels.csv", "id,label\np,a\nq,b\n");
        AssertProblem(() => Read(), "MCI3050", "'id: <column>'");
    }

    [Test]
    public void Read_RepeatedOrEmptyIdsOfLabels_AreRefused()
    {
        Write("labels.csv", "id,label\np,a\nq,b\np,a\n");
        AssertProblem(() => Read(), "MCI3041", "labels.csv", "'p'");
        Write("labels.csv", "id,label\np,a\n,b\n");
        AssertProblem(() => Read(), "MCI3040", "labels.csv");
    }

    [Test]
    public void Read_LabelOutsideTheClasses_NamesItemValueAndNearestClass()
    {
        Write("labels.csv", "id,label\np,cat\nq,dgo\nr,dog\n");
        AssertProblem(() => Read(classes: ["cat", "dog"]), "MCI3051", "'dgo' of item 'q'", "'cat', 'dog'", "did you mean 'dog'?");
    }

    [Test]
    public void Read_Classes_AreChecked()
    {
        Write("labels.csv", "id,label\np,secret\nq,\n");
        AssertProblem(() => Read(classes: ["a", "b", "a"]), "MCI3060", "'a'");
        AssertProblem(() => Read(classes: ["a"]), "MCI3061", "classes declared: 1");
        AssertProblem(() => Read(), "MCI3063", "declare", "holdout.classes");
        Write("labels.csv", "id,label\np,secret\nq,secret\nr,secret\n");
        AssertProblem(() => Read(), "MCI3062", "declare", "holdout.classes");
        var problem = Assert.Throws<ModelCIException>(() => Read())!.Problems[0];
        Assert.That(problem.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public void Read_IdsFromLabelsWithoutAFile_IsRefused()
    {
        Write("x.npy", Npy.Of("<i8", "(1,)", 5L));
        AssertProblem(() => Read("x.npy", new IdSource.FromLabels(), labelColumn: "y"), "MCI3032");
        AssertProblem(() => Read(id: new IdSource.FromLabels(), labelColumn: "x"), "MCI3033");
    }
}
