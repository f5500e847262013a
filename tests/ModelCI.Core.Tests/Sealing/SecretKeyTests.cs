using System.Text;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Sealing;

internal sealed class SecretKeyTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Test]
    public void Reference_IsRfc5869()
    {
        // Appendix A.3: SHA-256, no salt, no info.
        var key = Hkdf.DeriveKey(Enumerable.Repeat((byte)0x0B, 22).ToArray(), [], [], 42);
        Assert.That(Convert.ToHexStringLower(key), Is.EqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
        // Appendix A.1: with both.
        key = Hkdf.DeriveKey(
            Enumerable.Repeat((byte)0x0B, 22).ToArray(), Convert.FromHexString("000102030405060708090a0b0c"), Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"), 42);
        Assert.That(Convert.ToHexStringLower(key), Is.EqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    [TestCase("files")]
    [TestCase("")]
    [TestCase("Zweck/ü")]
    public void Derive_IsHkdf(string purpose) =>
        Assert.That(Key(Secret).Derive(purpose), Is.EqualTo(Hkdf.DeriveKey(Secret, [], Encoding.UTF8.GetBytes("modelci/1/" + purpose), 32)));

    [Test]
    public void Fingerprint_IsTheStartOfItsOwnKey()
    {
        var key = Key(Secret);
        Assert.That(key.Fingerprint, Is.EqualTo(Convert.ToHexStringLower(key.Derive("fingerprint")[..16])).And.Length.EqualTo(32));
    }

    [Test]
    public void Derive_EveryBitOfTheSecret_Counts()
    {
        var fingerprints = Enumerable.Range(0, 256).Select(bit =>
        {
            var other = (byte[])Secret.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            return Key(other).Fingerprint;
        });
        Assert.That(fingerprints.Append(Key(Secret).Fingerprint).Distinct().Count(), Is.EqualTo(257));
    }

    [Test]
    public void Parse_WhiteSpaceOfASecretStore_DoesNotCount() =>
        Assert.That(SecretKey.Parse(Convert.ToBase64String(Secret) + "\r\n", "MODELCI_KEY").Fingerprint, Is.EqualTo(Key(Secret).Fingerprint));

    [TestCase("", TestName = "Parse_Nothing_IsRefused")]
    [TestCase("correct-horse-battery-staple", TestName = "Parse_Words_AreRefused")]
    [TestCase("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==", TestName = "Parse_31Bytes_AreRefused")]
    [TestCase("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g", TestName = "Parse_33Bytes_AreRefused")]
    [TestCase("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISI=", TestName = "Parse_35Bytes_AreRefused")]
    [TestCase("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", TestName = "Parse_Hex_IsRefused")]
    public void Parse_AnythingElse_IsRefusedWithoutItsValue(string text)
    {
        var problem = Assert.Throws<ModelCIException>(() => SecretKey.Parse(text, "MODELCI_ORDER_KEY"))!.Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI4030", "MODELCI_ORDER_KEY")));
        Assert.That(problem.Fix, Does.Contain("modelci holdout seal --new-key"));
        if (text.Length > 0) Assert.That(problem.ToString(), Does.Not.Contain(text));
    }

    [Test]
    public void Text_TellsNothing()
    {
        var key = Key(Secret);
        var keys = new TestSetKeys(key, key);
        foreach (var text in (string[])[key.ToString()!, keys.ToString(), $"{keys}"])
            Assert.That(text, Does.Not.Contain(Convert.ToBase64String(Secret)).And.Not.Contain(Convert.ToHexStringLower(Secret)).And.Not.Contain(key.Fingerprint));
        // Nothing public but the fingerprint: what serialises or prints properties finds no secret.
        Assert.That(typeof(SecretKey).GetProperties().Select(property => property.Name), Is.EqualTo(new[] { nameof(SecretKey.Fingerprint) }));
    }

    private static SecretKey Key(byte[] secret) => SecretKey.Parse(Convert.ToBase64String(secret), "MODELCI_KEY");
}
