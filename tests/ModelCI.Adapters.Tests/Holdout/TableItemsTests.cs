using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class TableItemsTests : HoldoutFixture
{
    [Test]
    public void Read_MixedColumns_InfersTypesOverTheWholeColumn()
    {
        Write("items.csv", "id,whole,real,word,y\na,1,1,x,0\nb,-7,2.5e1,,1\nc,9223372036854775807,3,3,0\n");
        var items = Read(labelColumn: "y").Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Ids, Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "whole", "real", "word" }));
            Assert.That(items.Columns.Select(column => column.Type), Is.EqualTo(new[] { ElementType.Int64, ElementType.Float64, ElementType.String }));
            Assert.That(Integers(items.Find("whole")), Is.EqualTo(new[] { 1, -7, long.MaxValue }));
            Assert.That(Numbers(items.Find("real")), Is.EqualTo(new[] { 1, 25.0, 3 }));
            Assert.That(Texts(items.Find("word")), Is.EqualTo(new[] { "x", "", "3" }));
        }
    }

    [TestCase("1,2", ElementType.Int64)]
    [TestCase("-1,0", ElementType.Int64)]
    [TestCase("007,1", ElementType.Float64)]
    [TestCase("+1,1", ElementType.Float64)]
    [TestCase("-0,1", ElementType.Float64)]
    [TestCase("1,", ElementType.Float64)]
    [TestCase("9223372036854775808,1", ElementType.Float64)]
    [TestCase(".5,5.", ElementType.Float64)]
    [TestCase("1E3,-1e-3", ElementType.Float64)]
    [TestCase("nan,inf", ElementType.Float64)]
    [TestCase("1_000,1", ElementType.String)]
    [TestCase("0x10,1", ElementType.String)]
    [TestCase("1,?", ElementType.String)]
    [TestCase("true,false", ElementType.String)]
    [TestCase(",", ElementType.String)]
    public void Read_Cells_GiveTheColumnsType(string cells, ElementType expected)
    {
        var both = cells.Split(',');
        Write("items.csv", $"y,x\na,{both[0]}\nb,{both[1]}\n");
        Assert.That(Read(labelColumn: "y").Items.Find("x")!.Type, Is.EqualTo(expected));
    }

    [Test]
    public void Read_TypeChangesInTheLastRow_IsNotDecidedByASample()
    {
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(row => $"{row % 2},{row}\n"));
        Write("items.csv", "y,x\n" + rows + "1,late\n");
        var column = Read(labelColumn: "y").Items.Find("x");
        Assert.That(((TextColumn)column!)[50_000], Is.EqualTo("late"));
    }

    [Test]
    public void Read_LongText_IsNotCut()
    {
        var text = new string('x', 3_000_000);
        Write("items.csv", $"y,x\na,{text}\nb,\n");
        Assert.That(Texts(Read(labelColumn: "y").Items.Find("x")), Is.EqualTo(new[] { text, "" }));
    }

    [Test]
    public void Read_EmptyNumericCell_IsNaN()
    {
        Write("items.csv", "y,x\na,1\nb,\nc,\"\"\n");
        Assert.That(Numbers(Read(labelColumn: "y").Items.Find("x")), Is.EqualTo(new[] { 1, double.NaN, double.NaN }));
    }

    [Test]
    public void AsText_NumericColumns_ReturnsTheTextsOfTheFile()
    {
        Write("items.csv", "y,zip,n\na,02139,12\nb,1.50,-3\nc,,4\n");
        var items = Read(labelColumn: "y").Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(((NumericColumn)items.Find("zip")!).AsText()), Is.EqualTo(new[] { "02139", "1.50", "" }));
            Assert.That(Texts(((NumericColumn)items.Find("n")!).AsText()), Is.EqualTo(new[] { "12", "-3", "4" }));
        }
    }

    [Test]
    public void Read_Rfc4180Quoting_IsUnderstood()
    {
        Write("items.csv", "\uFEFF\"y\",\"a \"\"b\"\", c\",t\r\n1,\"x, \"\"y\"\"\r\nz\",é\r\n2,'q',\"\"\r\n");
        var items = Read(labelColumn: "y").Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(items.Find("a \"b\", c")), Is.EqualTo(new[] { "x, \"y\"\r\nz", "'q'" }));
            Assert.That(Texts(items.Find("t")), Is.EqualTo(new[] { "é", "" }));
        }
    }

    [Test]
    public void Read_NamesThatDifferInCaseOnly_AreTwoColumns()
    {
        Write("items.csv", "y,x,X\na,1,p\nb,2,q\n");
        var items = Read(labelColumn: "y").Items;
        Assert.That((items.Find("x")!.Type, items.Find("X")!.Type), Is.EqualTo((ElementType.Int64, ElementType.String)));
    }

    [Test]
    public void Read_NoIdColumn_NumbersTheRows()
    {
        Write("items.csv", "y,x\na,1\nb,2\n");
        Assert.That(Read(labelColumn: "y").Items.Ids, Is.EqualTo(new[] { "0", "1" }));
    }

    [Test]
    public void Read_IdColumnNamed_KeepsIdsAsTextAndOutOfTheFeatures()
    {
        Write("items.csv", "id,key,y\n1,007,a\n2,7,b\n");
        var items = Read(id: new IdSource.Column("key"), labelColumn: "y").Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Ids, Is.EqualTo(new[] { "007", "7" }));
            Assert.That(items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "id" }));
        }
    }

    [Test]
    public void Read_ExcludedColumns_AreNoFeatures()
    {
        Write("items.csv", "y,x,fine label\na,1,p\nb,2,q\n");
        Assert.That(Read(labelColumn: "y", exclude: ["fine label", "y"]).Items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void Read_MoreColumnsThanOneQueryTakes_ReadsAllOfThem()
    {
        var names = Enumerable.Range(0, 1000).Select(column => $"p{column}").ToArray();
        Write("items.csv", $"y,{string.Join(',', names)}\na,{string.Join(',', Enumerable.Range(0, 1000))}\nb,{string.Join(',', Enumerable.Repeat("0.5", 1000))}\n");
        var items = Read(labelColumn: "y").Items;
        Assert.That(names.Select(name => Numbers(items.Find(name))[0]), Is.EqualTo(Enumerable.Range(0, 1000)));
    }

    [TestCase("a[1].csv", "a1.csv")]
    [TestCase("a*.csv", "ab.csv")]
    [TestCase("it's {x}?.csv", "it's {x}y.csv")]
    public void Read_WildcardsInThePath_AreOnlySymbols(string name, string decoy)
    {
        Write(name, "y,x\na,1\nb,2\n");
        Write(decoy, "y,x\na,8\nb,9\n");
        Assert.That(Integers(Read(name, labelColumn: "y").Items.Find("x")), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Read_FolderNamedLikeAPartition_AddsNoColumn()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "year=2026"));
        Write("year=2026/items.csv", "y,x\na,1\nb,2\n");
        Assert.That(Read("year=2026/items.csv", labelColumn: "y").Items.Columns, Has.Count.EqualTo(1));
    }
}
