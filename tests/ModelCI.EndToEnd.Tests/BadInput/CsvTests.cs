using System.Text;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>CSV files as programs write them. What can be read is the same test set; what cannot is refused with its place.</summary>
internal sealed class CsvTests() : BadInputTests(Pairs.Create)
{
    private const string Items = Pairs.ItemFile;
    private const string Labels = Pairs.LabelFile;

    [TestCase("byte order mark")]
    [TestCase("CRLF")]
    [TestCase("quotes")]
    [TestCase("no last line end")]
    [TestCase("other order of columns")]
    [TestCase("other order of rows")]
    [TestCase("all of it")]
    public void OtherSpelling_IsTheSameTestSet(string how)
    {
        Exits(Workspace.Run("test"), 0);
        var report = Workspace.Report();
        foreach (var file in (string[])[Items, Labels]) Workspace.Write(file, Respell(how, Workspace.Read(file)));
        var outcome = Run("test");
        Exits(outcome, 0);
        var again = Workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool)again["replayed"]!, "it is the question that was asked before");
            Assert.That(Workspace.Entries("pairs"), Is.EqualTo(2));
            foreach (var key in (string[])["verdict", "clauses", "labels"]) Assert.That(again[key]!.ToJsonString(), Is.EqualTo(report[key]!.ToJsonString()), key);
        }
    }

    [Test]
    public void QuotedLineEnds_AreReadAsTheyAre()
    {
        // In ids of both files, and in a column that nobody reads.
        var lines = Workspace.Read(Items).TrimEnd('\n').Split('\n');
        Workspace.Write(Items, string.Concat(lines.Select((line, row) => row == 0 ? line + ",note\n" : $"{Quoted(line)},\"first, \"\"second\"\"\r\nthird\"\n")));
        Workspace.Write(Labels, string.Concat(Workspace.Read(Labels).TrimEnd('\n').Split('\n').Select((line, row) => (row == 0 ? line : Quoted(line)) + "\n")));
        Exits(Workspace.Run("test"), 0);
        Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("pass"));

        // p003 becomes p, a line end, 003.
        static string Quoted(string line) => $"\"p\n{line[1..4]}\"{line[4..]}";
    }

    [TestCase("id,x0,x1\n", "MCI3019", "no rows")]
    [TestCase("id,x0,x0\np,1,2\n", "MCI3014", "more than once: 'x0'")]
    [TestCase("id,x0,\np,1,2\n", "MCI3013", "at position 3")]
    [TestCase("id;x0;x1\np;1;2\n", "MCI3015", "separated by commas", "save it with commas")]
    [TestCase("id,x0,x1\np,1\n", "MCI3016", ":2", "2", "3")]
    [TestCase("id,x0,x1\np,1,2,3\n", "MCI3016", ":2")]
    [TestCase("id,x0,x1\np,1,\"2\n", "MCI3017", ":2", "double the quotes")]
    [TestCase("id,x0,\"x1\np,1,2\n", "MCI3012", ":1", "a quote is opened and never closed")]
    [TestCase("\n\n\n", "MCI3013")]
    [TestCase("id,x0,x1\n,1,2\n", "MCI3040", "empty id: 1")]
    [TestCase("name,x0,x1\np,1,2\n", "MCI3050", "labels.csv", "id: <column>")]
    public void Items_ThatAreNoTable(string text, string code, params string[] words)
    {
        Workspace.Write(Items, text);
        Refuses([code], [code == "MCI3050" ? Labels : Items, .. words]);
    }

    [Test]
    public void MissingColumn_IsNamedForBothModels()
    {
        Workspace.Write(Items, Workspace.Read(Items).Replace("x1", "x2", StringComparison.Ordinal));
        Refuses(["MCI2003", "MCI2003"], "inputs.x.from names 'x1', but the items' columns are 'x0', 'x2'", "candidate", "baseline");
    }

    [TestCase("utf-16")]
    [TestCase("latin1")]
    [TestCase("utf-32")]
    public void OtherEncoding_IsNamed(string encoding)
    {
        var text = Workspace.Read(Items).Replace("p003", "pé03", StringComparison.Ordinal);
        var name = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(Workspace.PathOf(Items), [.. name.GetPreamble(), .. name.GetBytes(text)]);
        Refuses(["MCI3011"], Items, "not UTF-8", "save it as UTF-8");
    }

    [Test]
    public void RenamedFile_IsNoTable([Values("png", "npz", "pickle", "onnx")] string kind)
    {
        File.WriteAllBytes(Workspace.PathOf(Items), kind switch
        {
            "png" => [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8],
            "npz" => Npy.Archive(("x.npy", Npy.Of("<f4", "(2,)", new byte[8]))),
            "pickle" => Pickles.That("touch ../home/executed"),
            _ => File.ReadAllBytes(Workspace.PathOf(Pairs.Candidate)),
        });
        var outcome = Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Match(@"^error\[MCI30(1\d|50)\]: holdout/"));
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Assert.That(File.Exists(Path.Combine(Workspace.Outside, "executed")), Is.False);
            Plain.Check(outcome.Error, "stderr");
        }
    }

    [Test]
    public void RowWithoutEnd_IsNotReadIntoMemory()
    {
        // 40 MB within one pair of quotes, which is never closed.
        using (var file = File.AppendText(Workspace.PathOf(Items)))
        {
            file.Write("p999,\"");
            for (var part = 0; part < 40; part++) file.Write(new string('9', 1_000_000));
        }
        Refuses(["MCI3017"], Items);
    }

    private static string Respell(string how, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n').ToList();
        if (how is "other order of rows" or "all of it") lines.Reverse(1, lines.Count - 1);
        if (how is "other order of columns" or "all of it") lines = [.. lines.Select(line => string.Join(',', line.Split(',').Reverse()))];
        if (how is "quotes" or "all of it") lines = [.. lines.Select(line => string.Join(',', line.Split(',').Select(cell => $"\"{cell}\"")))];
        var spelt = string.Join(how is "CRLF" or "all of it" ? "\r\n" : "\n", lines);
        return (how is "byte order mark" or "all of it" ? "\uFEFF" : "") + spelt + (how is "no last line end" or "all of it" ? "" : how == "CRLF" ? "\r\n" : "\n");
    }
}
