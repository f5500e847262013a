using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Sealing;

/// <summary>Keys and sealed files that do not fit: every command says what is wrong, and writes nothing.</summary>
internal sealed class SealedMistakesTests() : BadInput.BadInputTests(TestKeys.SealedDigits)
{
    private const string Items = "holdout/items.csv.sealed";
    private const string Labels = "holdout/labels.csv.sealed";

    [TestCase(TestKeys.Encryption, null, "MCI4031", "MODELCI_ORDER_KEY", TestName = "OrderKeyMissing")]
    [TestCase(null, TestKeys.Order, "MCI4031", "MODELCI_KEY", TestName = "KeyMissing")]
    [TestCase("", "", "MCI4033", Labels, TestName = "EmptyKeys_AreNone")]
    [TestCase(null, null, "MCI4033", Labels, TestName = "NoKeys")]
    [TestCase("a-password", TestKeys.Order, "MCI4030", "MODELCI_KEY", TestName = "NotAKey")]
    [TestCase(TestKeys.Encryption, "a-password", "MCI4030", "MODELCI_ORDER_KEY", TestName = "NotAnOrderKey")]
    [TestCase(TestKeys.Order, TestKeys.Order, "MCI4032", "MODELCI_ORDER_KEY", TestName = "OneKeyTwice")]
    [TestCase(TestKeys.Order, TestKeys.Encryption, "MCI4034", Labels, TestName = "OtherKey")]
    public void Keys(string? encryption, string? order, string code, string word)
    {
        Workspace.SetKeys(encryption, order);
        RefusedByAll(code, word);
    }

    [TestCase(Items)]
    [TestCase(Labels)]
    public void TruncatedFile(string file)
    {
        Change(file, bytes => bytes[..^100]);
        RefusedByAll("MCI4035", file, "cut off");
    }

    [TestCase(Items)]
    [TestCase(Labels)]
    public void EditedFile(string file)
    {
        Change(file, bytes =>
        {
            bytes[^1000] ^= 1;
            return bytes;
        });
        RefusedByAll("MCI4036", file, "edited");
    }

    [Test]
    public void OtherTestSetsFile()
    {
        Workspace.Configure("name: digits ", "name: digits-2 ");
        RefusedByAll("MCI4037", Labels, "'digits-2'");
    }

    [Test]
    public void ItemsInPlaceOfLabels()
    {
        File.Copy(Workspace.PathOf(Items), Workspace.PathOf(Labels), overwrite: true);
        RefusedByAll("MCI4038", Labels, "sealed items");
    }

    [Test]
    public void PlainFileUnderASealedName()
    {
        Workspace.Write(Labels, "id,label\n");
        RefusedByAll("MCI4039", Labels, "not a sealed file");
    }

    [Test]
    public void NewerFormat()
    {
        Change(Items, bytes =>
        {
            bytes[8] = 2;
            return bytes;
        });
        RefusedByAll("MCI4040", Items, "version 2", "upgrade");
    }

    [Test]
    public void NothingToSealOrUnseal()
    {
        IsRefusal(Workspace.Run("holdout", "seal"), ["MCI4044"], Items, Labels);
        IsRefusal(Workspace.Run("holdout", "seal", "--new-key", "--force"), ["MCI1010"], "--force");
        using var plain = Workspace.Digits();
        plain.SetKeys();
        IsRefusal(plain.Run("holdout", "unseal"), ["MCI4044"], "holdout/items.csv");
        plain.SetKeys(null, null);
        IsRefusal(plain.Run("holdout", "seal"), ["MCI4033"], "--new-key");
    }

    [Test]
    public void FolderThatCannotBeWritten() => IsRefusal(
        Workspace.Run("holdout", "unseal", "--output", Workspace.PathOf("modelci.yml")), ["MCI4045"], "cannot be written");

    private void RefusedByAll(string code, params string[] words)
    {
        var before = Snapshot();
        Refuses([code], words);
        IsRefusal(Workspace.Run("holdout", "unseal"), [code]);
        IsRefusal(Workspace.Run("holdout", "unseal", "--output", "new"), [code]);
        IsRefusal(Workspace.Run("plan"), [code], words);
        Assert.That(Snapshot(), Is.EqualTo(before), "something was written");
    }

    private string[] Snapshot() => [.. Directory.EnumerateFileSystemEntries(Workspace.Folder, "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFileSystemEntries(Workspace.Temporary)).Where(path => !path.Contains("modelci-report", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private void Change(string file, Func<byte[], byte[]> change) =>
        File.WriteAllBytes(Workspace.PathOf(file), change(File.ReadAllBytes(Workspace.PathOf(file))));
}
