using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Holdout;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

/// <summary>Answers in a labels file of any layout: the reader then finds them, and everything else as it was.</summary>
internal sealed class LabelImporterTests : HoldoutFixture
{
    private static readonly string[] Classes = ["cat", "a, \"dog\"", "two\nlines"];
    private static readonly string[] Odd = ["plain", "", "a,b", "\"", "two\r\nlines", "ünï", " blank "];

    private static readonly HoldoutSettings Holdout = Settings(new ItemsSource.OneFile("items.csv"), classes: Classes);

    [Test]
    public void Import_IntoAnyLayout_IsWhatTheReaderFinds([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        string[] ids = [.. Enumerable.Range(0, 12).Select(number => $"{Odd[random.Next(Odd.Length)]}{number}")];
        Write("items.csv", string.Concat(ids.Select((id, number) => $"{Quoted(id)},{number}\n").Prepend("id,x\n")));
        var layout = new Layout(random);
        string[] listed = [.. ids.Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next())];
        int[] before = [.. ids.Select(id => listed.Contains(id) && random.Next(2) == 0 ? random.Next(Classes.Length) : LabelBook.Missing)];
        Write("labels.csv", layout.Text(listed.Select(id => (id, before[Array.IndexOf(ids, id)] is >= 0 and var label ? Classes[label] : ""))));
        Assert.That(Labels(Read(Holdout)), Is.EqualTo(before), "the layout is not what the test thinks");

        int[] after = [.. before.Select(label => label == LabelBook.Missing && random.Next(2) == 0 ? random.Next(LabelBook.Unsure, Classes.Length) : label)];
        int[] taken = [.. Enumerable.Range(0, ids.Length).Where(row => after[row] != before[row] && after[row] != LabelBook.Missing)];
        Write("answers.csv", string.Concat(taken.Select(row => $"{Quoted(ids[row])},{Quoted(after[row] == LabelBook.Unsure ? "unsure" : Classes[after[row]])}\n").Prepend("id,label\n")));
        var imported = LabelImporter.Import(Holdout, Folder, null, Read(Holdout), "answers.csv", Folder, CancellationToken.None);
        Assert.That((imported.Taken, imported.Known, imported.Empty), Is.EqualTo((taken.Length, 0, 0)));
        Assert.That(Labels(Read(Holdout)), Is.EqualTo(after));
        // In rows that were there, nothing but labels that were missing.
        var written = File.ReadAllText(Path.Combine(Folder, "labels.csv"));
        Assert.That(written, Does.StartWith(layout.Header).And.Contain(Layout.Remark));
    }

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Columns, quotes and line ends at random.</summary>
    private sealed class Layout
    {
        public const string Remark = "\"x, \"\"y\"\"\"";

        private readonly Random _random;
        private readonly string[] _columns;
        private readonly string _end;

        public Layout(Random random)
        {
            _random = random;
            _columns = [.. new[] { "id", "label", "note" }.OrderBy(_ => random.Next())];
            _end = random.Next(2) == 0 ? "\n" : "\r\n";
        }

        public string Header => string.Join(',', _columns) + _end;

        public string Text(IEnumerable<(string Id, string Label)> rows) => Header + string.Concat(rows.Select(row => string.Join(',', _columns.Select(column => column switch
        {
            "id" => Quoted(row.Id),
            "label" => row.Label.Length == 0 && _random.Next(2) == 0 ? "" : Quoted(row.Label),
            _ => Remark,
        })) + _end));
    }
}
