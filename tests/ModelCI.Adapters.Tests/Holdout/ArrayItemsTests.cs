using ModelCI.Core.Configuration;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class ArrayItemsTests : HoldoutFixture
{
    private static readonly IdSource FromLabels = new IdSource.FromLabels();

    [Test]
    public void Read_OneArray_IsNamedByItsStem()
    {
        Write("images.v2.npy", Npy.Of<byte>("|u1", "(2, 2)", 1, 2, 3, 4));
        Write("labels.csv", "id,label\n1,b\n0,a\n");
        var data = Read("images.v2.npy");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Row(data.Items.Find("images.v2"), 1), Is.EqualTo(new byte[] { 3, 4 }));
            Assert.That(data.Items.Ids, Is.EqualTo(new[] { "0", "1" }));
            Assert.That(Labels(data), Is.EqualTo(new[] { 0, 1 }));
        }
    }

    [Test]
    public void Read_SeveralArrays_AreNamedByTheirKeys()
    {
        Write("a.npy", Npy.Of("<i8", "(2,)", 5L, 6));
        Write("b.npy", Npy.Of<byte>("|u1", "(2, 1)", 1, 2));
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        var items = Read(Arrays(("ids", "a.npy"), ("mask", "b.npy")), exclude: ["mask"]).Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Integers(items.Find("ids")), Is.EqualTo(new[] { 5, 6 }));
            Assert.That(items.Find("mask"), Is.Null);
        }
    }

    [Test]
    public void Read_IdsFromLabels_NamesTheRowsInOrder()
    {
        Write("x.npy", Npy.Of("<i8", "(3,)", 5L, 6, 7));
        Write("labels.csv", "note,label,id\n,b,r\n,,q\n,a,p\n");
        var data = Read("x.npy", FromLabels, classes: ["a", "b"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Items.Ids, Is.EqualTo(new[] { "r", "q", "p" }));
            Assert.That(Labels(data), Is.EqualTo(new[] { 1, -1, 0 }));
        }
    }

    [Test]
    public void Read_IdsFromLabelsOfAnotherLength_GivesBothCounts()
    {
        Write("x.npy", Npy.Of("<i8", "(3,)", 5L, 6, 7));
        Write("labels.csv", "id,label\nr,b\nq,a\n");
        AssertProblem(() => Read("x.npy", FromLabels), "MCI3034", "labels.csv", "2 rows", "3 items");
    }

    [Test]
    public void Read_IdsThatAreNoRowNumbers_AreNotJoinedUnasked()
    {
        Write("x.npy", Npy.Of("<i8", "(2,)", 5L, 6));
        Write("labels.csv", "id,label\nr,b\nq,a\n");
        AssertProblem(() => Read("x.npy"), "MCI3050", "'r', 'q'", "id: labels");
    }

    [Test]
    public void Read_ArraysOfDifferentLength_AreListed()
    {
        Write("a.npy", Npy.Of("<i8", "(2,)", 5L, 6));
        Write("b.npy", Npy.Of<byte>("|u1", "(3,)", 1, 2, 3));
        Write("labels.csv", "id,label\n0,b\n1,a\n");
        AssertProblem(() => Read(Arrays(("a", "a.npy"), ("b", "b.npy"))), "MCI3028", "a 2, b 3");
    }

    [Test]
    public void Read_SettingsThatNeedATable_AreRefused()
    {
        Write("x.npy", Npy.Of("<i8", "(2,)", 5L, 6));
        Write("labels.csv", "id,label\n0,b\n1,a\n");
        AssertProblem(() => Read("x.npy", new IdSource.Column("key")), "MCI3031", "'key'", "id: labels");
        AssertProblem(() => Read("x.npy", labelColumn: "y"), "MCI3032", "'y'", ".csv");
        AssertProblem(() => Read("x.npy", exclude: ["y"]), "MCI3030", "holdout.exclude", "'y'", "did you mean 'x'");
        AssertProblem(() => Read(Arrays(("a", "x.npy"), ("b", "labels.csv"))), "MCI3005", "labels.csv", ".npy");
    }

    private static ItemsSource.Arrays Arrays(params (string Name, string File)[] files) => new(files.ToDictionary(file => file.Name, file => file.File));
}
