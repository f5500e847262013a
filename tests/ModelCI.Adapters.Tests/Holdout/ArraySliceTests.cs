using ModelCI.Core.Configuration;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class ArraySliceTests : HoldoutFixture
{
    [TestCase("|i1", 1)]
    [TestCase("<i2", 2)]
    [TestCase("<i4", 4)]
    [TestCase("<i8", 8)]
    [TestCase("|u1", 1)]
    [TestCase("<u2", 2)]
    [TestCase("<u4", 4)]
    [TestCase("<u8", 8)]
    public void Read_WholeNumbers_AreSeenAsTheyAre(string type, int size)
    {
        byte[] values = [.. ((byte[])[3, 70, 120]).SelectMany(value => (byte[])[value, .. new byte[size - 1]])];
        Write("age.npy", Npy.Of(type, "(3,)", values));
        Assert.That(Members("age >= 70", ("age", "age.npy")), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Read_FloatsAndBooleans_AreSeenAsTheyAreAndNaNIsMissing()
    {
        Write("half.npy", Npy.Of("<f2", "(3,)", (Half)1.5, Half.NaN, (Half)3));
        Write("single.npy", Npy.Of("<f4", "(3,)", 0.1f, float.NaN, 3));
        Write("double.npy", Npy.Of(">f8", "(3,)", [.. ((double[])[0.1, double.NaN, 3]).SelectMany(value => BitConverter.GetBytes(value).Reverse())]));
        Write("flag.npy", Npy.Of<byte>("|b1", "(3,)", 0, 1, 2));
        (string, string)[] files = [("half", "half.npy"), ("single", "single.npy"), ("double", "double.npy"), ("flag", "flag.npy")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Members("half > 1.4", files), Is.EqualTo(new[] { 0, 2 }));
            Assert.That(Members("single = 0.1 OR double = 3", files), Is.EqualTo(new[] { 0, 2 }));
            Assert.That(Members("double IS NULL AND single IS NULL AND half IS NULL", files), Is.EqualTo(new[] { 1 }));
            Assert.That(Members("flag", files), Is.EqualTo(new[] { 1, 2 }));
        }
    }

    [Test]
    public void Read_ManyRows_KeepTheirOrder()
    {
        Write("n.npy", Npy.Of("<i4", "(300000,)", [.. Enumerable.Range(0, 300_000)]));
        Assert.That(Members("n % 100000 = 7", ("n", "n.npy")), Is.EqualTo(new[] { 7, 100_007, 200_007 }));
    }

    [Test]
    public void Read_ArraysOfMoreAxesAndExcludedOnes_AreNotSeen()
    {
        Write("image.npy", Npy.Of<byte>("|u1", "(2, 2)", 1, 2, 3, 4));
        Write("age.npy", Npy.Of<byte>("|u1", "(2,)", 1, 2));
        (string, string)[] files = [("image", "image.npy"), ("age", "age.npy"), ("Hidden", "age.npy")];
        AssertProblem(() => Members("image = 1", files), "MCI3204", "'image'", "slices see 'age'");
        AssertProblem(() => Members("hidden = 1", files), "MCI3204", "must not see");
        AssertProblem(() => Members("label = 1", files), "MCI3204", "'label'");
        Assert.That(Members("true", ("image", "image.npy"), ("Hidden", "age.npy")), Is.EqualTo(new[] { 0, 1 }));
    }

    private int[] Members(string sql, params (string Name, string File)[] files)
    {
        var rows = int.Parse(files.Any(file => file.Name == "n") ? "300000" : files.Any(file => file.Name == "image") ? "2" : "3");
        Write("labels.csv", "id,label\n" + string.Concat(Enumerable.Range(0, rows).Select(row => $"{row},{(char)('a' + (row % 2))}\n")));
        var arrays = new ItemsSource.Arrays(files.ToDictionary(file => file.Name, file => file.File));
        var data = Read(WithSlices(Settings(arrays, exclude: files.Any(file => file.Name == "Hidden") ? ["Hidden"] : []), ("s", sql)));
        return [.. Enumerable.Range(0, rows).Where(row => data.Slices[row] == 1)];
    }
}
