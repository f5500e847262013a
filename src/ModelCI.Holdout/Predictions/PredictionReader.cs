using System.Globalization;
using System.Text;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Predictions;

/// <summary>Turns the rows of a table into indices by replicate, in one pass.</summary>
internal sealed class PredictionReader
{
    private const string Candidate = "candidate";
    private const string Baseline = "baseline";
    private const string Label = "label";
    private const string Replicate = "replicate";

    private static readonly byte[] Unsure = Encoding.UTF8.GetBytes(LabelBook.UnsureText);

    private readonly PredictionTable _table;
    private readonly PredictionRequest _request;
    private readonly List<string> _columns;
    private readonly TextIndex _values = new();
    private readonly TextIndex _names = new();
    private readonly List<PredictionRows> _replicates = [];
    // By number of a value: where it was met first.
    private readonly List<(string Column, long Row)> _first = [];
    private long _row;

    public PredictionReader(PredictionTable table, PredictionRequest request)
    {
        _table = table;
        _request = request;
        string[] both = request.NeedsBaseline ? [Candidate, Baseline] : [Candidate];
        string[] needed = [.. both, Label, .. request.CandidateRanks, .. request.BaselineRanks, .. request.Slices];
        var missing = needed.Except(table.Names, StringComparer.Ordinal)
            .Select(name => HoldoutProblems.MissingColumn(table.File.Written, name, table.Names)).ToArray();
        if (missing.Length > 0) throw new ModelCIException(missing);
        string[] optional = [Baseline, Replicate];
        _columns = [.. needed.Concat(optional.Where(table.Names.Contains)).Distinct(StringComparer.Ordinal)];
    }

    private int BaselineAt => _columns.IndexOf(Baseline);

    private int ReplicateAt => _columns.IndexOf(Replicate);

    public PredictionFile Read()
    {
        foreach (var chunk in _table.Read(_columns)) Add(chunk);
        if (_row == 0) throw HoldoutProblems.NoRows(_table.File.Written);
        var rankings = _request.Ranks == 0 ? null : new RankingTable(_request.Ranks);
        var task = _request.IsRegression ? new PredictionTask(ClassList.None, new NumberTable()) : new PredictionTask(_request.Classes ?? FromValues(), null, rankings);
        var indices = task.Numbers is { } numbers ? Numbers(numbers) : Classes(task.Classes);
        return new PredictionFile(task, [.. _replicates.Select((rows, number) => rows.Finish(ReplicateAt < 0 ? "0" : _names.Texts[number], indices, task, _request.Slices))]);
    }

    private int[] Classes(ClassList classes)
    {
        var indices = _values.Texts.Select(classes.IndexOf).ToArray();
        var unknown = Array.IndexOf(indices, -1);
        return unknown < 0
            ? indices
            : throw HoldoutProblems.ValueOutsideClasses(_table.File.Written, _values.Texts[unknown], _first[unknown].Column, _first[unknown].Row, classes.Names);
    }

    private int[] Numbers(NumberTable numbers) =>
    [
        .. _values.Texts.Zip(_first, (text, first) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? numbers.IndexOf(number)
                : throw HoldoutProblems.NoNumber(_table.File.Written, text, first.Column, first.Row)),
    ];

    private void Add(DuckDBChunk chunk)
    {
        var (label, baseline, replicate) = (_columns.IndexOf(Label), BaselineAt, ReplicateAt);
        int[] slices = At(_request.Slices), candidateRanks = At(_request.CandidateRanks), baselineRanks = At(_request.BaselineRanks);
        for (var index = 0; index < chunk.RowCount; index++, _row++)
        {
            var number = replicate < 0 ? 0 : _names.NumberOf(Needed(chunk, replicate, index));
            if (number == _replicates.Count) _replicates.Add(new PredictionRows(baseline >= 0, slices.Length));
            var rows = _replicates[number];
            rows.Candidate.Add(Value(chunk, 0, index));
            rows.Baseline?.Add(Value(chunk, baseline, index));
            rows.Labels.Add(Answer(chunk, label, index));
            rows.CandidateRanks.AddRange(Ranking(chunk, candidateRanks, index));
            rows.BaselineRanks.AddRange(Ranking(chunk, baselineRanks, index));
            for (var slice = 0; slice < slices.Length; slice++) rows.Slices[slice].Add(Truth(chunk, slices[slice], index));
        }

        int[] At(IReadOnlyList<string> names) => [.. names.Select(name => _columns.IndexOf(name))];
    }

    private int[] Ranking(DuckDBChunk chunk, int[] columns, int index)
    {
        var numbers = new int[columns.Length];
        for (var rank = 0; rank < numbers.Length; rank++)
        {
            numbers[rank] = Value(chunk, columns[rank], index);
            if (Array.IndexOf(numbers, numbers[rank]) < rank) throw HoldoutProblems.RepeatedRank(_table.File.Written, _columns[columns[rank]], _row + 1);
        }
        return numbers;
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
}
