using System.IO.Compression;
using ModelCI.Core.Configuration;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class NpzFileTests : HoldoutFixture
{
    private static readonly byte[] TwoBytes = Npy.Of<byte>("|u1", "(2,)", 7, 9);

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Read_Members_AreArraysByTheirNames(CompressionLevel level)
    {
        WriteLabels(3);
        Write("x.npz", Zip(level, ("image.npy", Npy.Of<ushort>("<u2", "(3, 2)", 1, 2, 3, 4, 5, 6)), ("sub/age.npy", Npy.Of<float>("<f4", "(3,)", 1.5f, 2, 3))));
        var items = Read("x.npz").Items;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "image", "sub/age" }));
            Assert.That(Convert.ToHexString(Row(items.Find("image"), 2)), Is.EqualTo("05000600"));
            Assert.That(BitConverter.ToSingle(Row(items.Find("sub/age"), 0)), Is.EqualTo(1.5f));
        }
    }

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Read_RearrangedMembers_AreTheSameItems(CompressionLevel level)
    {
        WriteLabels(2);
        var fortran = Npy.Bytes("{'descr': '>u2', 'fortran_order': True, 'shape': (2, 3), }", [0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6]);
        Write("x.npz", Zip(level, ("a.npy", fortran)));
        Write("a.npy", Npy.Of<ushort>("<u2", "(2, 3)", 1, 2, 3, 4, 5, 6));
        Assert.That(Read("x.npz").Items.Digest, Is.EqualTo(Read("a.npy").Items.Digest));
    }

    [Test]
    public void Read_ArchivesAndArraysTogether_AreOneTestSet()
    {
        WriteLabels(2);
        Write("a.npy", TwoBytes);
        Write("b.npz", Zip(CompressionLevel.Optimal, ("meta.npy", TwoBytes), ("more.npy", TwoBytes)));
        var items = Read(Arrays(("images", "a.npy"), ("b", "b.npz"))).Items;
        Assert.That(items.Columns.Select(column => column.Name), Is.EqualTo(new[] { "images", "meta", "more" }));
        AssertProblem(() => Read(Arrays(("meta", "a.npy"), ("b", "b.npz"))), "MCI3308", "'meta'", "holdout.items");
        AssertProblem(() => Read(Arrays(("c", "b.npz"), ("b", "b.npz"))), "MCI3308", "'meta', 'more'");
    }

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Read_DamagedMember_IsRefused(CompressionLevel level)
    {
        WriteLabels(3);
        var archive = Zip(level, ("image.npy", Npy.Of<ushort>("<u2", "(3, 2)", 1, 2, 3, 4, 5, 6)));
        // The checksum in the local header and in the directory, where readers look.
        var directory = archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
        archive[directory + 16] ^= 1;
        Write("x.npz", archive);
        AssertProblem(() => Read("x.npz"), "MCI3306", "its checksum is not that of the archive", "x.npz:image.npy");
    }

    [Test]
    public void Read_ExcludedMembers_AreNotLookedInto()
    {
        WriteLabels(2);
        Write("x.npz", Zip(CompressionLevel.Optimal, ("a.npy", TwoBytes), ("objects.npy", Npy.Of<byte>("|O", "(2,)", 1, 2)), ("long.npy", Npy.Of<byte>("|u1", "(3,)", 1, 2, 3))));
        Assert.That(Read("x.npz", exclude: ["objects", "long"]).Items.Columns.Single().Name, Is.EqualTo("a"));
        AssertProblem(() => Read("x.npz", exclude: ["objects"]), "MCI3028", "long 3");
        AssertProblem(() => Read("x.npz", exclude: ["long"]), "MCI3021", "x.npz:objects.npy", "'|O'", "pickle");
        AssertProblem(() => Read("x.npz", exclude: ["a", "objects", "long"]), "MCI3029", "all arrays");
        AssertProblem(() => Read("x.npz", exclude: ["objects", "long", "objcts"]), "MCI3030", "did you mean 'objects'");
    }

    [TestCase("../x.npy", "MCI3303")]
    [TestCase("a/../../x.npy", "MCI3303")]
    [TestCase("/etc/x.npy", "MCI3303")]
    [TestCase("..\\x.npy", "MCI3303")]
    [TestCase("C:x.npy", "MCI3303")]
    [TestCase("a\nb.npy", "MCI3303")]
    [TestCase("readme.txt", "MCI3302")]
    [TestCase("inner.npz", "MCI3302")]
    [TestCase("inner.zip", "MCI3302")]
    [TestCase("a/", "MCI3302")]
    [TestCase(".npy", "MCI3302")]
    public void Read_MemberOfAnotherName_IsRefused(string member, string code)
    {
        WriteLabels(2);
        Write("x.npz", Zip(CompressionLevel.Optimal, ("a.npy", TwoBytes), (member, member.EndsWith('/') ? [] : TwoBytes)));
        AssertProblem(() => Read("x.npz"), code, "x.npz");
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Folder)!, "x.npy"), Is.Empty);
    }

    [Test]
    public void Read_RepeatedMember_IsRefused()
    {
        Write("x.npz", Zip(CompressionLevel.Optimal, ("a.npy", TwoBytes), ("a.npy", TwoBytes)));
        WriteLabels(2);
        AssertProblem(() => Read("x.npz"), "MCI3304", "'a.npy'");
    }

    [Test]
    public void Read_FilesThatAreNoArchives_AreRefused()
    {
        WriteLabels(2);
        Write("x.npz", []);
        AssertProblem(() => Read("x.npz"), "MCI3010", "x.npz", "empty");
        Write("x.npz", TwoBytes);
        AssertProblem(() => Read("x.npz"), "MCI3300", "x.npz");
        var whole = Zip(CompressionLevel.Optimal, ("a.npy", TwoBytes));
        Write("x.npz", whole[..^10]);
        AssertProblem(() => Read("x.npz"), "MCI3300", "x.npz");
        Write("x.npz", Zip(CompressionLevel.Optimal));
        AssertProblem(() => Read("x.npz"), "MCI3301", "without arrays");
    }

    [Test]
    public void Read_EncryptedMember_IsRefused()
    {
        var bytes = Zip(CompressionLevel.NoCompression, ("a.npy", TwoBytes));
        // The lowest bit of the flags, in the local and in the central header.
        bytes[6] |= 1;
        bytes[bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Write("x.npz", bytes);
        WriteLabels(2);
        AssertProblem(() => Read("x.npz"), "MCI3305", "'a.npy'");
    }

    [Test]
    public void Read_DamagedMember_IsRefused()
    {
        var bytes = Zip(CompressionLevel.Optimal, ("a.npy", Npy.Of("|u1", "(1000,)", Enumerable.Range(0, 1000).Select(value => (byte)(value % 251)).ToArray())));
        for (var index = 60; index < 200; index++) bytes[index] = 0xFF;
        Write("x.npz", bytes);
        WriteLabels(1000);
        Assert.That(() => Read("x.npz"), Throws.TypeOf<Core.Problems.ModelCIException>().With.Message.Contains("MCI3"));
    }

    [TestCase("(3,)", "MCI3022")]
    [TestCase("(1,)", "MCI3022")]
    [TestCase("(1048576, 1048576)", "MCI3022")]
    [TestCase("(0,)", "MCI3024")]
    public void Read_LyingHeader_IsRefused(string shape, string code)
    {
        foreach (var level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.Optimal])
        {
            Write("x.npz", Zip(level, ("a.npy", Npy.Of<byte>("|u1", shape, 7, 9))));
            WriteLabels(2);
            AssertProblem(() => Read("x.npz"), code, "x.npz:a.npy");
        }
    }

    [Test]
    public void Read_MemberThatUnpacksToMoreThanItSays_IsRefused()
    {
        var bytes = Zip(CompressionLevel.Optimal, ("a.npy", [.. TwoBytes, .. new byte[1 << 20]]));
        // The central header's size says what the array's header says.
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24), TwoBytes.Length);
        Write("x.npz", bytes);
        WriteLabels(2);
        AssertProblem(() => Read("x.npz"), "MCI3306", "its checksum", "x.npz:a.npy");
    }

    [Test]
    public void Read_Bomb_IsRefusedBeforeItIsUnpacked()
    {
        const uint bytes = 2u << 30;
        var header = Npy.Bytes($"{{'descr': '|u1', 'fortran_order': False, 'shape': (2, {bytes / 2}), }}", []);
        var file = Zip(CompressionLevel.Optimal, ("a.npy", [.. header, .. new byte[1 << 20]]));
        // As if the zeros went on: what follows is not looked at.
        BitConverter.TryWriteBytes(file.AsSpan(file.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24), (uint)header.Length + bytes);
        Write("x.npz", file);
        WriteLabels(2);
        AssertProblem(() => Read("x.npz"), "MCI3307", "x.npz:a.npy", "looks like an attack");
    }

    private void WriteLabels(int count) => Write("labels.csv", "id,label\n" + string.Concat(Enumerable.Range(0, count).Select(row => $"{row},{(char)('a' + (row % 2))}\n")));

    private static ItemsSource.Arrays Arrays(params (string Name, string File)[] files) => new(files.ToDictionary(file => file.Name, file => file.File));

    private static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] members)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var member = archive.CreateEntry(name, level).Open();
                member.Write(content);
            }
        }
        return file.ToArray();
    }
}
