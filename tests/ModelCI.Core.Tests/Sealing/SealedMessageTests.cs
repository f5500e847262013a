using System.Text;
using ModelCI.Core.Sealing;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Sealing;

internal sealed class SealedMessageTests
{
    private const string Context = "digits/entry/1";

    private static readonly byte[] Key = [.. Enumerable.Range(100, 32).Select(value => (byte)value)];
    private static readonly byte[] Nonce = [.. Enumerable.Range(7, 12).Select(value => (byte)value)];

    [Test]
    public void Reference_IsTheStandards()
    {
        // McGrew and Viega 2004, test case 16: AES-256 with associated data.
        var (ciphertext, tag) = GaloisCounter.Encrypt(
            Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), Convert.FromHexString("cafebabefacedbaddecaf888"),
            Convert.FromHexString("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
            Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
        Assert.That(Convert.ToHexStringLower(ciphertext), Is.EqualTo(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"));
        Assert.That(Convert.ToHexStringLower(tag), Is.EqualTo("76fc6ece0f4e1768cddf8853bb2d551b"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(1000)]
    public void Seal_IsVersionNonceCiphertextAndTag(int length)
    {
        var plaintext = Enumerable.Range(0, length).Select(value => (byte)(value * 7 % 251)).ToArray();
        var (ciphertext, tag) = GaloisCounter.Encrypt(Key, Nonce, plaintext, [1, .. Encoding.UTF8.GetBytes(Context)]);
        var message = SealedMessage.Seal(Key, plaintext, Context, Nonce);
        Assert.That(message, Is.EqualTo((byte[])[1, .. Nonce, .. ciphertext, .. tag]).And.Length.EqualTo(length + SealedMessage.Overhead));
        Assert.That(SealedMessage.TryOpen(Key, message, Context), Is.EqualTo(plaintext));
    }

    [Test]
    public void TryOpen_AnyBitFlipped_IsNull()
    {
        var message = SealedMessage.Seal(Key, "pass"u8, Context, Nonce);
        for (var bit = 0; bit < message.Length * 8; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(SealedMessage.TryOpen(Key, message, Context), Is.Null, $"bit {bit}");
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.That(SealedMessage.TryOpen(Key, message, Context), Is.EqualTo("pass"u8.ToArray()));
    }

    [Test]
    public void TryOpen_AnyBytesMissingOrAdded_IsNull()
    {
        var message = SealedMessage.Seal(Key, "pass"u8, Context, Nonce);
        for (var length = 0; length < message.Length; length++)
        {
            Assert.That(SealedMessage.TryOpen(Key, message.AsSpan(0, length), Context), Is.Null, $"the first {length} bytes");
            Assert.That(SealedMessage.TryOpen(Key, message.AsSpan(message.Length - length), Context), Is.Null, $"the last {length} bytes");
        }
        Assert.That(SealedMessage.TryOpen(Key, [.. message, 0], Context), Is.Null);
    }

    [TestCase("")]
    [TestCase("digits/entry/2")]
    [TestCase("digits/entry/1 ")]
    [TestCase("Digits/entry/1")]
    public void TryOpen_OtherContext_IsNull(string context) =>
        Assert.That(SealedMessage.TryOpen(Key, SealedMessage.Seal(Key, "pass"u8, Context, Nonce), context), Is.Null);

    [Test]
    public void TryOpen_AnyOtherKey_IsNull()
    {
        var message = SealedMessage.Seal(Key, "pass"u8, Context, Nonce);
        for (var bit = 0; bit < Key.Length * 8; bit++)
        {
            var other = (byte[])Key.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(SealedMessage.TryOpen(other, message, Context), Is.Null, $"bit {bit}");
        }
    }

    [Test]
    public void Lengths_OfKeyAndNonce_AreChecked()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => SealedMessage.Seal(Key[..16], [], Context, Nonce), Throws.ArgumentException);
            Assert.That(() => SealedMessage.Seal(Key, [], Context, Nonce.AsSpan(1)), Throws.ArgumentException);
            Assert.That(() => SealedMessage.TryOpen(Key[..24], new byte[64], Context), Throws.ArgumentException);
        }
    }
}
