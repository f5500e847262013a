using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Sealing;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout.Sealing;

internal sealed class SealedFileTests : SealingFixture
{
    private const int Chunk = SealedFormat.ChunkBytes;
    private const int SealedChunk = Chunk + SealedFormat.TagBytes;

    private static readonly int Header = SealedFormat.HeaderBytes;

    [TestCase(0, 0, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(Chunk - 1, 0, 1)]
    [TestCase(Chunk, 0, 1)]
    [TestCase(Chunk + 1, 0, 2)]
    [TestCase(3 * Chunk, 0, 3)]
    [TestCase(3 * Chunk + 5, 0, 4)]
    [TestCase(0, 9, 1)]
    [TestCase(Chunk - 3, 9, 2)]
    [TestCase(100, 2 * Chunk, 3)]
    public void Content_OfAnySize_IsReadAgain(int length, int padding, int chunks)
    {
        var content = Noise(length);
        var file = SealBytes(content, padding);
        Assert.That(file, Has.Length.EqualTo(Header + length + padding + chunks * SealedFormat.TagBytes));
        Assert.That(Open(file).AsSpan().SequenceEqual(content));
    }

    [Test]
    public void TwoSealsOfOneFile_DifferEverywhereButInTheMagic()
    {
        var content = new byte[3 * Chunk + 5];
        var (one, other) = (SealBytes(content), SealBytes(content));
        var (run, longest) = (0, 0);
        for (var index = SealedFormat.Magic.Length + 1; index < one.Length; index++)
        {
            run = one[index] == other[index] ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        // Unrelated bytes agree one time in 256: eight in a row, somewhere in three million, one time in 6e12.
        Assert.That(longest, Is.LessThan(8));
        Assert.That(one[..9], Is.EqualTo(other[..9]).And.EqualTo((byte[])[.. "MCISEAL\0"u8, 1]));
        Assert.That(one.AsSpan(9, 32).SequenceEqual(other.AsSpan(9, 32)), Is.False, "the salt is fresh");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Truncation_AtAChunksBorder_IsFound(int chunks) =>
        AssertProblem(() => Open(SealBytes(Noise(3 * Chunk + 5))[..(Header + chunks * SealedChunk)]), "MCI4035", "x.npy.sealed", "cut off", "git lfs pull");

    [TestCase(2 * Chunk)]
    [TestCase(2 * Chunk + 5)]
    public void Truncation_Anywhere_IsFound(int length)
    {
        var file = SealBytes(Noise(length));
        int[] cuts = [.. Enumerable.Range(1, Header + 1), Header + SealedChunk - 1, Header + SealedChunk + 1, file.Length - 1];
        foreach (var cut in cuts) AssertProblem(() => Open(file[..cut]), "MCI4035", "cut off");
        AssertProblem(() => Open([]), "MCI3010", "empty");
    }

    [TestCase(new[] { 1, 0, 2, 3 }, TestName = "Chunks_Exchanged_AreFound")]
    [TestCase(new[] { 0, 2, 1, 3 }, TestName = "Chunks_ExchangedInside_AreFound")]
    [TestCase(new[] { 0, 0, 2, 3 }, TestName = "Chunk_InPlaceOfItsNeighbour_IsFound")]
    [TestCase(new[] { 0, 1, 2, 2, 3 }, TestName = "Chunk_Repeated_IsFound")]
    [TestCase(new[] { 0, 1, 2, 3, 3 }, TestName = "LastChunk_Repeated_IsFound")]
    public void Chunks_InOtherOrder_AreFound(int[] order) => AssertProblem(() => Open(Rearranged(order)), "MCI4036", "x.npy.sealed", "edited");

    [TestCase(new[] { 1, 2, 3 })]
    [TestCase(new[] { 0, 2, 3 })]
    [TestCase(new[] { 0, 1, 3 })]
    [TestCase(new[] { 0, 1, 2 })]
    public void Chunk_LeftOut_IsFound(int[] order) => AssertProblem(() => Open(Rearranged(order)), "MCI4035");

    [Test]
    public void EveryFlippedBit_IsFound()
    {
        var file = SealBytes("id,label\n"u8.ToArray(), padding: 3);
        var codes = new Dictionary<string, int>();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            var code = Assert.Throws<ModelCIException>(() => Open(file), $"bit {bit}")!.Problems.Single().Code;
            codes[code] = codes.GetValueOrDefault(code) + 1;
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.That(codes, Is.EquivalentTo(new Dictionary<string, int>
        {
            ["MCI4039"] = 8 * 8, // magic
            ["MCI4040"] = 8, // version
            ["MCI4034"] = 8 * (32 + 16), // salt and check of the key
            ["MCI4037"] = 8 * (16 + 16), // sizes
            ["MCI4036"] = 8 * (9 + 3 + 16), // content and padding
        }));
    }

    [Test]
    public void EditedByte_IsNamedByItsPlaceInTheContent()
    {
        var file = SealBytes(Noise(2 * Chunk));
        file[Header + SealedChunk + 77] ^= 1;
        AssertProblem(() => Open(file), "MCI4036", "within bytes 1048576 to 2097152 of its content");
    }

    [Test]
    public void AddedByte_IsFound() => AssertProblem(() => Open([.. SealBytes(Noise(10)), 0]), "MCI4036", "edited");

    [Test]
    public void OtherKey_IsNamedByItsFingerprint() =>
        AssertProblem(() => Open(SealBytes(Noise(10), key: KeyOf(3))), "MCI4034", "x.npy.sealed", Key.Fingerprint, "set MODELCI_KEY");

    [Test]
    public void OtherOrderKey_OpensAllTheSame() => Assert.That(Open(SealBytes(Noise(10)), new TestSetKeys(Key, KeyOf(9))), Is.EqualTo(Noise(10)));

    [Test]
    public void OtherTestSet_IsNamed() =>
        AssertProblem(() => Open(SealBytes(Noise(10), testSet: "tes")), "MCI4037", "not sealed for the test set 'test'", "holdout.name");

    [Test]
    public void OtherKind_IsNamed() => AssertProblem(
        () => Open(SealBytes(Noise(10), kind: SealedKind.Labels)), "MCI4038", "holds sealed labels, where items are needed");

    [Test]
    public void PlainFile_UnderASealedName_IsNamed() => AssertProblem(() => Open("id,label\n"u8.ToArray()), "MCI4039", "not a sealed file", "holdout seal");

    [Test]
    public void NewerVersion_AsksForAnUpgrade()
    {
        var file = SealBytes(Noise(10));
        file[8] = 2;
        AssertProblem(() => Open(file), "MCI4040", "format version 2", "reads 1", "upgrade");
    }

    [Test]
    public void LfsPointer_IsNamed() =>
        AssertProblem(() => Open("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"u8.ToArray()), "MCI3004", "git lfs pull");

    [Test]
    public void Parts_OpenInTheirOwnPlaceOnly()
    {
        var salt = Noise(SealedFormat.SaltBytes);
        var sealedPart = new byte[4 + SealedFormat.TagBytes];
        using var cipher = new PartCipher(Key, salt, TestSet, SealedKind.Items);
        cipher.Seal(SealedPart.Chunk, 5, "abcd"u8, sealedPart);
        bool Opens(SealedPart part = SealedPart.Chunk, long number = 5, SecretKey? key = null, byte[]? otherSalt = null, string testSet = TestSet, SealedKind kind = SealedKind.Items)
        {
            using var other = new PartCipher(key ?? Key, otherSalt ?? salt, testSet, kind);
            return other.TryOpen(part, number, sealedPart, new byte[4]);
        }
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Opens(), Is.True);
            Assert.That(Opens(SealedPart.LastChunk), Is.False, "the end is marked");
            Assert.That(Opens(SealedPart.Sizes), Is.False);
            Assert.That(Opens(number: 4) || Opens(number: 6) || Opens(number: 5 + (1L << 32)), Is.False);
            Assert.That(Opens(key: KeyOf(3)) || Opens(otherSalt: Noise(31)) || Opens(testSet: "test2") || Opens(kind: SealedKind.Labels), Is.False);
        }
    }

    private static byte[] Rearranged(int[] order)
    {
        var file = SealBytes(Noise(4 * Chunk));
        return [.. file[..Header], .. order.SelectMany(chunk => file[(Header + chunk * SealedChunk)..(Header + (chunk + 1) * SealedChunk)])];
    }
}
