using System.IO.Compression;
using System.Text;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Tables other than CSV that are damaged, something else, or larger than they look.</summary>
internal sealed class TableTests() : BadInputTests(Pairs.Create)
{
    private string _file = Pairs.ItemFile;

    [Test]
    public void Parquet_ThatIsNone()
    {
        // A real one: predictions of this gate, which are a table, too.
        Exits(Workspace.Run("predict", "--model", "baseline", "--output", "p.parquet"), 0);
        var sound = File.ReadAllBytes(Workspace.PathOf("p.parquet"));
        foreach (var bytes in (byte[][])
            [
                sound[..100], sound[..^1], sound[..^8], [.. sound, 0], [.. sound[..^8], 0xFF, 0xFF, 0xFF, 0x7F, .. "PAR1"u8], [.. "PAR1"u8, .. "PAR1"u8],
                File.ReadAllBytes(Workspace.PathOf(Pairs.ItemFile)), [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], new byte[600],
            ])
        {
            Put("holdout/items.parquet", bytes);
            Refuses(["MCI3090"], "holdout/items.parquet: not a Parquet file that can be read", "fix: ");
        }
    }

    [Test]
    public void Parquet_WithDamagedBytes_IsNoCrash([Values(1, 2, 3, 4, 5, 6)] int seed)
    {
        Exits(Workspace.Run("predict", "--model", "baseline", "--output", "p.parquet"), 0);
        var bytes = File.ReadAllBytes(Workspace.PathOf("p.parquet"));
        var random = new Random(seed);
        for (var flip = 0; flip < 12; flip++) bytes[random.Next(4, bytes.Length - 8)] ^= (byte)random.Next(1, 256);
        Put("holdout/items.parquet", bytes);
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(Workspace.Ledgers(), Is.Empty);
        Plain.Check(outcome.Error, "stderr");
    }

    [TestCase("{\"id\":\"a\",\"x0\":1,\"x1\":0}\n[1,2]\n", "MCI3091")]
    [TestCase("{\"id\":\"a\",\"x0\":1,\"x1\":0}\n{\"id\":\"b\",\"x0\":\n", "MCI3091")]
    [TestCase("{\"id\":\"a\",\"x0\":1,\"x1\":0,\"x1\":2}\n", "MCI3091")]
    [TestCase("not json\n", "MCI3091")]
    [TestCase("id,x0,x1\na,1,0\n", "MCI3091")]
    [TestCase("[]\n", "MCI3091")]
    [TestCase("3\n", "MCI3091")]
    public void JsonLines_ThatAreNone(string text, string code)
    {
        Put("holdout/items.jsonl", Encoding.UTF8.GetBytes(text));
        Refuses([code], "holdout/items.jsonl", "JSON lines");
    }

    [TestCase("[", "]")]
    [TestCase("{\"b\":", "}")]
    public void JsonLines_NestedDeeply(string open, string close)
    {
        // DuckDB alone ends in a crash, or hangs.
        foreach (var levels in (int[])[100, 20_000, 100_000])
        {
            var value = string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));
            Put("holdout/items.jsonl", Encoding.UTF8.GetBytes($"{{\"id\":\"a\",\"x0\":{value},\"x1\":0}}\n"));
            Refuses(["MCI3091"], "holdout/items.jsonl", "nested deeper");
        }
    }

    [Test]
    public void Gzip_CutOffOrDamaged([Values("trailer", "checksum", "a row's end")] string what)
    {
        var text = Encoding.UTF8.GetBytes(Workspace.Read(Pairs.ItemFile));
        byte[] whole = Packed(text);
        byte[] damaged = what switch
        {
            "trailer" => whole[..^3],
            "checksum" => [.. whole[..^8], (byte)(whole[^8] ^ 1), .. whole[^7..]],
            // Whole rows, and a stream that does not end.
            _ => Packed(text.AsSpan(0, text.AsSpan().LastIndexOf((byte)'p')))[..^8],
        };
        Put("holdout/items.csv.gz", whole);
        Exits(Run("test"), 0);
        Workspace.Git("update-ref", "-d", Workspace.Ledgers().Single());
        Workspace.Git("update-ref", "-d", "refs/modelci-seen/pairs");
        Directory.Delete(Workspace.PathOf("modelci-report"), recursive: true);
        File.WriteAllBytes(Workspace.PathOf("holdout/items.csv.gz"), damaged);
        Refuses(["MCI3092"], "holdout/items.csv.gz: the file cannot be unpacked as gzip");
    }

    private static byte[] Packed(ReadOnlySpan<byte> content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(content);
        return bytes.ToArray();
    }

    [Test]
    public void JsonLines_WithRaggedRows()
    {
        // A key that one object lacks is a missing value: NaN, which the models' scores then are.
        var lines = Workspace.Read(Pairs.ItemFile).TrimEnd('\n').Split('\n')[1..].Select(line => line.Split(','));
        Put("holdout/items.jsonl", Encoding.UTF8.GetBytes(string.Concat(lines.Select((cells, row) => $"{{\"id\":\"{cells[0]}\",\"x0\":{cells[1]}{(row == 7 ? "" : $",\"x1\":{cells[2]}")}}}\n"))));
        Refuses(["MCI2008"], "NaN");
        Put("holdout/items.jsonl", Encoding.UTF8.GetBytes("{\"id\":\"a\",\"x0\":1,\"x1\":[0,1]}\n{\"id\":\"b\",\"x0\":1,\"x1\":[0]}\n"));
        Refuses(["MCI3095"], "'x1'", "1 to 2 elements");
        Put("holdout/items.jsonl", Encoding.UTF8.GetBytes("{\"id\":\"a\",\"x0\":1,\"x1\":{\"a\":[{\"b\":1}]}}\n"));
        Assert.That(Run("test").ExitCode, Is.EqualTo(2));
    }

    [TestCase(".csv.gz")]
    [TestCase(".csv.zst")]
    [TestCase(".jsonl.gz")]
    public void Compressed_ThatIsNot(string ending)
    {
        var name = "holdout/items" + ending;
        var packed = Packed(Workspace.Read(Pairs.ItemFile));
        foreach (var bytes in (byte[][])[File.ReadAllBytes(Workspace.PathOf(Pairs.ItemFile)), packed[..(packed.Length / 2)], new byte[300], [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3], [0x1F, 0x8B, 8, 0, 0]])
        {
            Put(name, bytes);
            var outcome = Run("test");
            Exits(outcome, 2);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(outcome.Error, Does.Match($@"^error\[MCI30(92|1\d|91|50)\]: holdout/"), $"{bytes.Length} bytes");
                Assert.That(Directory.GetFileSystemEntries(Workspace.Temporary), Is.Empty);
                Assert.That(Workspace.Ledgers(), Is.Empty);
                Plain.Check(outcome.Error, "stderr");
            }
        }
    }

    [Test]
    public void CompressedTable_IsTheSameTable()
    {
        Put("holdout/items.csv.gz", Packed(Workspace.Read(Pairs.ItemFile)));
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void Bomb_IsNotKept([Values("one row", "no line end", "quoted")] string how)
    {
        // 600 MB of one symbol in 600 KB.
        using (var file = File.Create(Workspace.PathOf("holdout/bomb.csv.gz")))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes("id,x0,x1\na,1," + (how == "quoted" ? "\"" : "")));
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'0');
            for (var part = 0; part < 600; part++) gzip.Write(block);
            if (how == "one row") gzip.WriteByte((byte)'\n');
        }
        Put("holdout/bomb.csv.gz", null);
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI30"));
        Assert.That(outcome.Error, Has.Length.LessThan(1000));
        Assert.That(Directory.GetFileSystemEntries(Workspace.Temporary), Is.Empty);
    }

    private void Put(string file, byte[]? content)
    {
        if (_file != file) Workspace.Configure($"  items: {_file}\n", $"  items: {file}\n");
        _file = file;
        if (content is not null) File.WriteAllBytes(Workspace.PathOf(file), content);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
