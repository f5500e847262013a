using System.Security.Cryptography;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class PoolDigestTests : HoldoutFixture
{
    private const string Plain = "id,y,a,b,c\np,0,1,x,0.5\nq,1,2,,1\n";

    [Test]
    public void Digest_OfKnownItems_StaysTheSameForEver() =>
        Assert.That(Table(Plain), Is.EqualTo("b33f6d8a3d684183dec8cdf9b4cf27ebd0a3ee271d2a3956b9a652f2a25c008e"));

    [Test]
    public void DigestOf_EachItem_MakesThePoolsDigestAndChangesWithTheItemAlone()
    {
        var pool = Pool(Plain);
        byte[] inOrderOfIds = [.. pool.DigestOf(0), .. pool.DigestOf(1)];
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(inOrderOfIds)), Is.EqualTo(pool.Digest));
        var turned = Pool("id,y,a,b,c\nq,1,3,,1\np,0,1,x,0.5\n");
        Assert.That(turned.DigestOf(1).ToArray(), Is.EqualTo(pool.DigestOf(0).ToArray()), "p is the same, in another row");
        Assert.That(turned.DigestOf(0).ToArray(), Is.Not.EqualTo(pool.DigestOf(1).ToArray()), "q was changed");
    }

    [Test]
    public void HasNamedIds_OfItems_IsWhetherAnyColumnOrFileNamesThem()
    {
        Assert.That(Pool(Plain).HasNamedIds, Is.True);
        Assert.That(Pool("y,a\n0,1\n1,2\n").HasNamedIds, Is.False);
        Write("x.npy", Npy.Of<ushort>("<u2", "(2,)", 1, 2));
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        Assert.That(Read("x.npy").Items.HasNamedIds, Is.False);
        Assert.That(Read("x.npy", new IdSource.FromLabels()).Items.HasNamedIds, Is.True);
    }

    [TestCase("id,y,a,b,c\nq,1,2,,1\np,0,1,x,0.5\n", TestName = "Digest_RowsInOtherOrder_IsTheSame")]
    [TestCase("c,b,id,a,y\n0.5,x,p,1,0\n1,,q,2,1\n", TestName = "Digest_ColumnsInOtherOrder_IsTheSame")]
    [TestCase("\uFEFF\"id\",y,a,b,\"c\"\r\n\"p\",0,\"1\",\"x\",0.50\r\nq,1,2,\"\",1e0", TestName = "Digest_OtherWayToWriteTheSameValues_IsTheSame")]
    [TestCase("id,y,a,b,c\np,1,1,x,0.5\nq,0,2,,1\n", TestName = "Digest_OtherLabels_IsTheSame")]
    public void Digest_SameItems_IsTheSame(string text) => Assert.That(Table(text), Is.EqualTo(Table(Plain)));

    [TestCase("id,y,a,b,c\np,0,1,x,0.5\nq,1,3,,1\n", TestName = "Digest_OneIntegerChanged_Differs")]
    [TestCase("id,y,a,b,c\np,0,1,x,0.5\nq,1,2,,1.0000000000000002\n", TestName = "Digest_OneNumberChanged_Differs")]
    [TestCase("id,y,a,b,c\np,0,1,X,0.5\nq,1,2,,1\n", TestName = "Digest_OneTextChanged_Differs")]
    [TestCase("id,y,a,b,c\np,0,2,x,0.5\nq,1,1,,1\n", TestName = "Digest_ValuesOfTwoItemsSwapped_Differs")]
    [TestCase("id,y,a,b,c\np,0,1,x,0.5\ns,1,2,,1\n", TestName = "Digest_OneIdChanged_Differs")]
    [TestCase("id,y,a,b,d\np,0,1,x,0.5\nq,1,2,,1\n", TestName = "Digest_OneColumnRenamed_Differs")]
    [TestCase("id,y,a,b,c\np,0,1,x,0.5\nq,1,2,,1\nr,1,2,,1\n", TestName = "Digest_OneItemMore_Differs")]
    [TestCase("id,y,a,b\np,0,1,x\nq,1,2,\n", TestName = "Digest_OneColumnLess_Differs")]
    [TestCase("id,y,a,b,c\np,0,1,x,0.5\nq,1,,,1\n", TestName = "Digest_OtherElementType_Differs")]
    public void Digest_OtherItems_Differs(string text) => Assert.That(Table(text), Is.Not.EqualTo(Table(Plain)));

    [Test]
    public void Digest_TextsShiftedBetweenColumns_Differs() =>
        Assert.That(Table("y,a,b\n0,xy,z\n1,p,q\n"), Is.Not.EqualTo(Table("y,a,b\n0,x,yz\n1,p,q\n")));

    [Test]
    public void Digest_Arrays_DependsOnValuesAndShapeNotOnLayout()
    {
        var plain = Array(Npy.Of<ushort>("<u2", "(2, 2)", 1, 2, 3, 4));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Array(Npy.Of<ushort>(">u2", "(2, 2)", 0x100, 0x200, 0x300, 0x400)), Is.EqualTo(plain));
            Assert.That(Array(Npy.Bytes("{'descr': '<u2', 'fortran_order': True, 'shape': (2, 2), }", [1, 0, 3, 0, 2, 0, 4, 0])), Is.EqualTo(plain));
            Assert.That(Array(Npy.Of<ushort>("<u2", "(2, 2)", 1, 2, 3, 5)), Is.Not.EqualTo(plain));
            Assert.That(Array(Npy.Of<ushort>("<u2", "(2, 1, 2)", 1, 2, 3, 4)), Is.Not.EqualTo(plain));
            Assert.That(Array(Npy.Of<ushort>("<i2", "(2, 2)", 1, 2, 3, 4)), Is.Not.EqualTo(plain));
        }
    }

    [TestCase("<f2", 2, 0x7E00UL, 0xFE01UL)]
    [TestCase("<f4", 4, 0x7FC00000UL, 0xFFC00001UL)]
    [TestCase("<f8", 8, 0x7FF8000000000000UL, 0xFFF8000000000001UL)]
    public void Digest_EveryNaN_IsTheSame(string type, int size, ulong one, ulong other)
    {
        string Of(ulong bits) => Array(Npy.Of(type, "(2,)", [.. new byte[size], .. BitConverter.GetBytes(bits)[..size]]));
        Assert.That(Of(other), Is.EqualTo(Of(one)));
        Assert.That(Of(0), Is.Not.EqualTo(Of(one)));
    }

    private string Table(string text) => Pool(text).Digest;

    private ItemPool Pool(string text)
    {
        Write("items.csv", text);
        return Read(labelColumn: "y").Items;
    }

    private string Array(byte[] file)
    {
        Write("x.npy", file);
        Write("labels.csv", "id,label\n0,a\n1,b\n");
        return Read("x.npy").Items.Digest;
    }
}
