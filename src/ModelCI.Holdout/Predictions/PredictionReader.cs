using System.Globalization;
using System.Text;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Predictions;

/// <summary>Turns the rows of a table into class indices by replicate, in one pass.</summary>
internal sealed class PredictionReader
{
    private const string Candidate = "candidate";
    private const string Baseline = "baseline";
    private const string Label = "label";
    private const string Replicate = "replicate";

    private static readonly byte[] Unsure = Encoding.UTF8.GetBytes(LabelBook.UnsureText);

    private readonly PredictionTable _table;
    private readonly IReadOnlyList<string> _slices;
    private readonly List<string> _columns;
    private readonly TextIndex _values = new();
    private readonly TextIndex _names = new();
    private readonly List<Rows> _replicates = [];
    // By number of a value: where it was met first.
    private readonly List<(string Column, long Row)> _first = [];
    private long _row;

    public PredictionReader(PredictionTable table, bool needsBaseline, IReadOnlyList<string> slices)
    {
        _table = table;
        _slices = slices;
        string[] needed = needsBaseline ? [Candidate, Baseline, Label, .. slices] : [Candidate, Label, .. slices];
        var missing = needed.Except(table.Names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.MissingColumn(table.File.Written, name, table.Names)).ToArray();
        if (missing.Length > 0) throw new ModelCIException(missing);
        string[] optional = [Baseline, Replicate];
        _columns = [.. needed.Concat(optional.Where(table.Names.Contains)).Distinct(StringComparer.Ordinal)];
    }

    private int BaselineAt => _columns.IndexOf(Baseline);

    private int ReplicateAt => _columns.IndexOf(Replicate);

    public PredictionFile Read(ClassList? declared)
    {
        foreach (var chunk in _table.Read(_columns)) Add(chunk);
        if (_row == 0) throw HoldoutProblems.NoRows(_table.File.Written);
        var classes = declared ?? FromValues();
        var indices = _values.Texts.Select(classes.IndexOf).ToArray();
        var unknown = Array.IndexOf(indices, -1);
        if (unknown >= 0) throw HoldoutProblems.ValueOutsideClasses(_table.File.Written, _values.Texts[unknown], _first[unknown].Column, _first[unknown].Row, classes.Names);
        return new PredictionFile(classes, [.. _replicates.Select((rows, number) => rows.Finish(ReplicateAt < 0 ? "0" : _names.Texts[number], indices, classes, _slices))]);
    }

    private void Add(DuckDBChunk chunk)
    {
        var (label, baseline, replicate) = (_columns.IndexOf(Label), BaselineAt, ReplicateAt);
        for (var index = 0; index < chunk.RowCount; index++, _row++)
        {
            var number = replicate < 0 ? 0 : _names.NumberOf(Needed(chunk, replicate, index));
            if (number == _replicates.Count) _replicates.Add(new Rows(baseline >= 0, _slices.Count));
            var rows = _replicates[number];
            rows.Candidate.Add(Value(chunk, 0, index));
            rows.Baseline?.Add(Value(chunk, baseline, index));
            rows.Labels.Add(Answer(chunk, label, index));
            for (var slice = 0; slice < _slices.Count; slice++)
                rows.Slices[slice].Add(Truth(chunk, _columns.IndexOf(_slices[slice]), index));
        }
    }

    /// <summary>The number of a label's value; "unsure" gets none, as it need not be a class.</summary>
    private int Answer(DuckDBChunk chunk, int column, int index)
    {
        if (chunk.IsNull(column, index)) return LabelBook.Missing;
        return chunk.GetUtf8(column, index).SequenceEqual(Unsure) ? LabelBook.Unsure : Value(chunk, column, index);
    }

    private int Value(DuckDBChunk chunk, int column, int index)
    {
        var number = _values.NumberOf(Needed(chunk, column, index));
        if (number == _first.Count) _first.Add((_columns[column], _row + 1));
        return number;
    }

    private ReadOnlySpan<byte> Needed(DuckDBChunk chunk, int column, int index) => chunk.IsNull(column, index)
        ? throw HoldoutProblems.EmptyCell(_table.File.Written, _columns[column], _row + 1)
        : chunk.GetUtf8(column, index);

    private bool Truth(DuckDBChunk chunk, int column, int index)
    {
        Needed(chunk, column, index);
        var text = chunk.GetString(column, index);
        return text.ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => throw HoldoutProblems.NotBoolean(_table.File.Written, _columns[column], _row + 1, text),
        };
    }

    private ClassList FromValues()
    {
        if (_values.Texts.Count < 2) throw HoldoutProblems.TooFewClassesInPredictions(_table.File.Written, _values.Texts);
        // '3' and '3.0' are one class that two tools wrote differently; as two classes they would make every such answer wrong.
        var numbers = _values.Texts.Where(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            .GroupBy(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        if (numbers.FirstOrDefault(same => same.Count() > 1) is { } pair) throw HoldoutProblems.SameNumber(_table.File.Written, [.. pair]);
        return ClassList.FromLabels(_values.Texts);
    }

    /// <summary>The rows of one replicate while they are read, as numbers of values.</summary>
    private sealed class Rows(bool hasBaseline, int slices)
    {
        public List<int> Candidate { get; } = [];

        public List<int>? Baseline { get; } = hasBaseline ? [] : null;

        public List<int> Labels { get; } = [];

        public List<bool>[] Slices { get; } = [.. Enumerable.Range(0, slices).Select(_ => new List<bool>())];

        public PredictionReplicate Finish(string name, int[] indices, ClassList classes, IReadOnlyList<string> sliceNames)
        {
            var unsure = classes.IndexOf(LabelBook.UnsureText) is >= 0 and var index ? index : LabelBook.Unsure;
            return new PredictionReplicate(
                name, Map(Candidate), Baseline is null ? null : Map(Baseline), Map(Labels),
                sliceNames.Zip(Slices).ToDictionary(pair => pair.First, pair => pair.Second.ToArray(), StringComparer.Ordinal));

            int[] Map(List<int> numbers) => [.. numbers.Select(number => number switch
            {
                LabelBook.Missing => LabelBook.Missing,
                LabelBook.Unsure => unsure,
                _ => indices[number],
            })];
        }
    }
}
