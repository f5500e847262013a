using System.Globalization;
using System.Text;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Holdout;
using ModelCI.Holdout.Sealing;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout.Sealing;

internal sealed class HoldoutSealerTests : SealingFixture
{
    private static readonly string[] Classes = ["0", "ten or more"];

    private static readonly ItemsSource Table = new ItemsSource.OneFile("items.csv");

    [Test]
    public void Table_OfSeveralChunks_ReadsAsBefore()
    {
        var text = new StringBuilder("id,number,word\r\n");
        for (var row = 0; row < 90_000; row++) text.Append(CultureInfo.InvariantCulture, $"item-{row},{row * 0.5},\"a \"\"word\"\", {row % 97:D20}\"\r\n");
        Write("items.csv", text.ToString());
        Write("labels.csv", "id,label\nitem-5,ten or more\nitem-2,0\n");
        var plain = Read(Settings(Table, classes: Classes));
        Seal(Settings(Table, classes: Classes));
        Assert.That(Bytes("items.csv.sealed"), Has.Length.GreaterThan(3 << 20), "more than three chunks");
        RemovePlain();
        var read = Read(Settings(new ItemsSource.OneFile("items.csv.sealed"), labels: "labels.csv.sealed", classes: Classes));
        AssertSame(read, plain);
        Assert.That(Texts(((NumericColumn)read.Items.Find("number")!).AsText())[3], Is.EqualTo("1.5"), "texts are fetched when the file in memory is gone");
        Assert.That(Names(), Is.EqualTo(new[] { "items.csv.sealed", "labels.csv.sealed" }), "nothing else was written");
    }

    [TestCase("<f4", false)]
    [TestCase(">f4", true)]
    public void Array_OfSeveralChunks_ReadsAsBefore(string type, bool isBigEndian)
    {
        var data = Noise(1_000 * 4_000);
        // Finite values: the exponent's highest bit is clear.
        for (var index = isBigEndian ? 0 : 3; index < data.Length; index += 4) data[index] &= 0x3F;
        Write("images.npy", Npy.Bytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': (1000, 1000), }}", data));
        Write("labels.csv", "id,label\n" + string.Concat(Enumerable.Range(0, 1000).Select(row => $"photo-{999 - row},{row % 2}\n")));
        var plain = Read("images.npy", new IdSource.FromLabels());
        Seal(Settings(new ItemsSource.OneFile("images.npy"), new IdSource.FromLabels()));
        RemovePlain();
        var read = Read("images.npy.sealed", new IdSource.FromLabels(), labels: "labels.csv.sealed");
        AssertSame(read, plain);
        Assert.That((read.Items.Ids[0], read.Items.Columns.Single().Name), Is.EqualTo(("photo-999", "images")), "ids in file order, the array's own name");
    }

    [Test]
    public void SeveralArrays_HaveAFileEach()
    {
        Write("a.npy", Npy.Of<byte>("|u1", "(2,)", 1, 2));
        Write("b.npy", Npy.Of<byte>("|b1", "(2,)", 7, 0));
        Write("labels.csv", "id,label\n0,x\n1,y\n");
        ItemsSource Arrays(string ending) => new ItemsSource.Arrays(new Dictionary<string, string> { ["first"] = "a.npy" + ending, ["second"] = "b.npy" + ending });
        var plain = Read(Arrays(""));
        var files = Seal(Settings(Arrays("")));
        Assert.That(files, Is.EqualTo(new RewrittenFile[]
        {
            new("holdout.items.first", "a.npy", "a.npy.sealed"), new("holdout.items.second", "b.npy", "b.npy.sealed"),
            new("holdout.labels", "labels.csv", "labels.csv.sealed"),
        }));
        AssertSame(Read(Arrays(".sealed"), labels: "labels.csv.sealed"), plain);
    }

    [TestCase(10, "0")]
    [TestCase(1_000, "0")]
    [TestCase(1_000, "ten or more")]
    [TestCase(0, "")]
    public void LabelsFile_HasOneSize(int labels, string label)
    {
        WriteItems(1_200);
        Write("labels.csv", "id,label\n" + string.Concat(Enumerable.Range(0, labels).Select(row => $"{row},{label}\n")) + (labels == 0 ? "7,\n" : ""));
        Seal(Settings(Table, classes: Classes));
        // Ids 0 to 1199 and a line's comma and end, the head, room for the longest class a row.
        var content = 10 + 90 * 2 + 900 * 3 + 200 * 4 + 1_200 * 2 + "id,label\n".Length + 1_200 * "ten or more".Length;
        Assert.That(Bytes("labels.csv.sealed"), Has.Length.EqualTo(SealedFormat.HeaderBytes + content + SealedFormat.TagBytes));
        var read = Read("items.csv", labels: "labels.csv.sealed", classes: Classes).Labels;
        Assert.That(Enumerable.Range(0, 1_200).Count(row => read[row] == Array.IndexOf(Classes, label)), Is.EqualTo(labels == 0 ? 1_200 : labels));
    }

    [Test]
    public void LabelsFile_HasRoomForUnsure()
    {
        WriteItems(3);
        Write("labels.csv", "id,label\n0,a\n1,b\n2,a\n");
        Seal(Settings(Table));
        Assert.That(Bytes("labels.csv.sealed"), Has.Length.EqualTo(SealedFormat.HeaderBytes + 9 + 3 * (1 + 1 + 6 + 1) + SealedFormat.TagBytes));
    }

    [Test]
    public void LabelColumn_DoesNotShowInTheItemsSize()
    {
        int SizeWith(params string[] labels)
        {
            Write("items.csv", "id,y\n" + string.Concat(labels.Select((label, row) => $"{row},{label}\n")));
            Seal(Settings(Table, labelColumn: "y", classes: ["no", "yes, it is"]), overwrite: true);
            return Bytes("items.csv.sealed").Length;
        }
        var size = SizeWith("no", "no", "no");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SizeWith("\"yes, it is\"", "\"yes, it is\"", "no"), Is.EqualTo(size));
            Assert.That(SizeWith("", "", "\"yes, it is\""), Is.EqualTo(size));
            Assert.That(SizeWith("no", "no", "no", "no"), Is.Not.EqualTo(size));
        }
        Assert.That(Labels(Read("items.csv.sealed", labelColumn: "y", classes: ["no", "yes, it is"])), Is.EqualTo(new[] { 0, 0, 0, 0 }));
    }

    [Test]
    public void Labels_WithCommasQuotesAndLineEnds_ReadAsBefore()
    {
        Write("items.csv", "id,x\n\"a,b\",1\n\"c\"\"d\",2\n\"e\nf\",3\n ,4\n");
        Write("labels.csv", "label,note,id\n\" x,y\",1,\"a,b\"\n\"p\"\"q\",2,\"c\"\"d\"\n\"\"\"\",3,\"e\nf\"\n x,4, \n");
        var plain = Read("items.csv");
        Seal(Settings(Table));
        AssertSame(Read("items.csv.sealed", labels: "labels.csv.sealed"), plain);
        Unseal(Settings(new ItemsSource.OneFile("items.csv.sealed"), labels: "labels.csv.sealed"), Path.Combine(Folder, "out"));
        AssertSame(Read("out/items.csv", labels: "out/labels.csv"), plain);
    }

    [Test]
    public void Unseal_GivesTheBytesBack()
    {
        WriteItems(3);
        Write("labels.csv", "label,id\nyes,2\nno,0\n");
        var items = Bytes("items.csv");
        Seal(Settings(Table, classes: ["no", "yes"]));
        RemovePlain();
        var files = Unseal(Settings(new ItemsSource.OneFile("items.csv.sealed"), labels: "labels.csv.sealed"));
        Assert.That(files.Select(file => (file.Key, Path.GetFileName(file.To))), Is.EqualTo(new[] { ("holdout.items", "items.csv"), ("holdout.labels", "labels.csv") }));
        Assert.That((Bytes("items.csv"), Encoding.UTF8.GetString(Bytes("labels.csv"))), Is.EqualTo((items, "id,label\n0,no\n1,\n2,yes\n")));
    }

    [Test]
    public void Seal_WhatIsSealedAlready_IsRefusedOrLeftAsItIs()
    {
        WriteItems(2);
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        Seal(Settings(Table));
        var items = Bytes("items.csv.sealed");
        var sealedTable = new ItemsSource.OneFile("items.csv.sealed");
        AssertProblem(() => Seal(Settings(sealedTable, labels: "labels.csv.sealed"), overwrite: true), "MCI4044", "'items.csv.sealed' is sealed", "'labels.csv.sealed' is sealed");
        AssertProblem(() => Seal(Settings(Table)), "MCI4043", "items.csv.sealed", "labels.csv.sealed", "--force");
        File.Delete(Path.Combine(Folder, "labels.csv.sealed"));
        Seal(Settings(sealedTable));
        Assert.That(Bytes("items.csv.sealed"), Is.EqualTo(items), "new labels are sealed beside items that are");
    }

    [Test]
    public void Seal_Again_WritesAnotherFile()
    {
        WriteItems(2);
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        Seal(Settings(Table));
        var before = Bytes("labels.csv.sealed");
        Seal(Settings(Table), overwrite: true);
        Assert.That(Bytes("labels.csv.sealed"), Is.Not.EqualTo(before).And.Length.EqualTo(before.Length));
    }

    [Test]
    public void Seal_OfATestSetThatCannotBeUsed_WritesNothing()
    {
        WriteItems(2);
        foreach (var (labels, code) in (ReadOnlySpan<(string, string)>)[("id,label\n0,a\n", "MCI3063"), ("id,label\n9,a\n", "MCI3050"), ("id,label\n0\n", "MCI3016")])
        {
            Write("labels.csv", labels);
            AssertProblem(() => Seal(Settings(Table)), code);
        }
        AssertProblem(() => HoldoutSealer.Seal(Settings(Table), Folder, null, false, CancellationToken.None), "MCI4033", "--new-key");
        Assert.That(() => HoldoutSealer.Seal(Settings(Table, classes: ["a", "b"], labels: "ok.csv"), Folder, Keys, false, Cancelled()), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Names(), Is.EqualTo(new[] { "items.csv", "labels.csv", "ok.csv" }));
    }

    [Test]
    public void Unseal_OfAFileThatDoesNotOpen_WritesNothing()
    {
        WriteItems(100_000);
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        Seal(Settings(Table, classes: ["a", "b"]));
        RemovePlain();
        var settings = Settings(new ItemsSource.OneFile("items.csv.sealed"), labels: "labels.csv.sealed");
        var labels = Bytes("labels.csv.sealed");
        labels[^1] ^= 1;
        Write("labels.csv.sealed", labels);
        AssertProblem(() => Unseal(settings), "MCI4036", "labels.csv.sealed");
        AssertProblem(() => Unseal(settings, Path.Combine(Folder, "new")), "MCI4036", "labels.csv.sealed");
        Assert.That(Names(), Is.EqualTo(new[] { "items.csv.sealed", "labels.csv.sealed" }));
    }

    [Test]
    public void Unseal_Targets_AreNeverReplaced()
    {
        WriteItems(2);
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        Seal(Settings(Table));
        AssertProblem(() => Unseal(Settings(Table)), "MCI4044", "'items.csv' is not sealed");
        AssertProblem(() => Unseal(Settings(Table, labels: "labels.csv.sealed")), "MCI4043", "labels.csv", "--output DIR");
        Directory.CreateDirectory(Path.Combine(Folder, "other"));
        File.Copy(Path.Combine(Folder, "items.csv.sealed"), Path.Combine(Folder, "other", "items.csv.sealed"));
        var twice = new ItemsSource.Arrays(new Dictionary<string, string> { ["a"] = "items.csv.sealed", ["b"] = "other/items.csv.sealed" });
        AssertProblem(() => Unseal(Settings(twice), Path.Combine(Folder, "new")), "MCI4043", "'items.csv'", "--output");
    }

    [Test]
    public void SealedTable_WithAMistake_IsNamedAsTheUserKnowsIt()
    {
        Write("items.csv.sealed", SealBytes("id,x\n0,1\n1,2,3\n"u8.ToArray()));
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        AssertProblem(() => Read("items.csv.sealed"), "MCI3016", "items.csv.sealed:3");
        Write("items.csv.sealed", SealBytes([]));
        AssertProblem(() => Read("items.csv.sealed"), "MCI3010", "items.csv.sealed");
    }

    private static CancellationToken Cancelled() => new(canceled: true);

    private static void AssertSame(HoldoutData read, HoldoutData expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Items.Ids, Is.EqualTo(expected.Items.Ids));
            Assert.That(read.Items.Digest, Is.EqualTo(expected.Items.Digest));
            Assert.That(read.Items.Columns.Select(column => (column.Name, column.Type)), Is.EqualTo(expected.Items.Columns.Select(column => (column.Name, column.Type))));
            Assert.That(read.Labels.Classes.Names, Is.EqualTo(expected.Labels.Classes.Names));
            Assert.That(Labels(read), Is.EqualTo(Labels(expected)));
        }
    }

    private void WriteItems(int count)
    {
        Write("items.csv", "id,x\n" + string.Concat(Enumerable.Range(0, count).Select(row => $"{row},{row * 7}\n")));
        Write("ok.csv", "id,label\n0,a\n");
    }

    private void RemovePlain()
    {
        foreach (var name in Names().Where(name => !name.EndsWith(".sealed", StringComparison.Ordinal))) File.Delete(Path.Combine(Folder, name));
    }
}
