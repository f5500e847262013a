using System.Text;

namespace ModelCI.Holdout.Labels;

/// <summary>A plain labels file as text, in which answers are written down: every other column, row, quote and line end stays as it is.</summary>
internal sealed class LabelSheet
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly string _text;
    private readonly IReadOnlyList<Range>[] _records;
    private readonly int _id;
    private readonly int _label;

    /// <param name="text">With its byte order mark, if it has one.</param>
    public LabelSheet(string text)
    {
        _text = text;
        _records = [.. CsvRecords.Of(text, text.StartsWith(ByteOrderMark) ? 1 : 0)];
        var names = _records[0].Select(field => CsvRecords.Value(text, field)).ToArray();
        _id = Array.IndexOf(names, LabelRows.IdColumn);
        _label = Array.IndexOf(names, LabelRows.LabelColumn);
    }

    /// <summary>Whether it says what <paramref name="rows"/> say, which another parser has read: only then is it known what an edit does.</summary>
    public bool Agrees(LabelRows rows) =>
        _id >= 0 && _label >= 0
        && _records.All(record => record.Count == _records[0].Count)
        && Column(_id).SequenceEqual(rows.Ids, StringComparer.Ordinal)
        && Column(_label).SequenceEqual(rows.Labels.Rows, StringComparer.Ordinal);

    /// <summary>The text with these labels, by id: in the rows of their items, and in new rows at the end for items that have none.</summary>
    public string With(IReadOnlyDictionary<string, string> labels)
    {
        var (text, copied) = (new StringBuilder(), 0);
        var absent = labels.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var record in _records.Skip(1))
        {
            var id = CsvRecords.Value(_text, record[_id]);
            if (!labels.TryGetValue(id, out var label)) continue;
            absent.Remove(id);
            var (start, length) = record[_label].GetOffsetAndLength(_text.Length);
            text.Append(_text, copied, start - copied).Append(CsvRecords.IsQuoted(_text, record[_label]) ? LabelText.Quoted(label) : LabelText.Field(label));
            copied = start + length;
        }
        text.Append(_text, copied, _text.Length - copied);
        var end = LineEnd();
        if (absent.Count > 0 && !_text.EndsWith('\n') && !_text.EndsWith('\r')) text.Append(end);
        foreach (var id in labels.Keys.Where(absent.Contains)) text.Append(Row(id, labels[id])).Append(end);
        return text.ToString();
    }

    private IEnumerable<string> Column(int position) => _records.Skip(1).Select(record => CsvRecords.Value(_text, record[position]));

    private string Row(string id, string label) => string.Join(',', Enumerable.Range(0, _records[0].Count).Select(position =>
        position == _id ? LabelText.Field(id) : position == _label ? LabelText.Field(label) : ""));

    private string LineEnd()
    {
        var end = _records[0][^1].End.Value;
        return _text.AsSpan(end).StartsWith("\r\n") ? "\r\n" : _text[end..].StartsWith('\r') ? "\r" : "\n";
    }
}
