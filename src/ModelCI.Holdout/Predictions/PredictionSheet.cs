using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Predictions;

/// <summary>
/// One model's predictions by item id, made elsewhere or by <c>modelci predict</c>: the columns <c>id</c> and <c>prediction</c> (the name of a class, or a
/// number), and <c>top_1</c>, <c>top_2</c>, ... where a condition asks for top-k.
/// </summary>
public sealed class PredictionSheet
{
    /// <summary>Column of the item ids.</summary>
    public const string IdColumn = "id";

    /// <summary>Column of the predicted class or number.</summary>
    public const string PredictionColumn = "prediction";

    private readonly string _written;
    private readonly IdBuilder _builder = new();
    private readonly List<int> _predictions = [];
    private readonly List<int>[] _ranks;
    private readonly TextIndex _values = new();
    // By number of a value: where it was met first.
    private readonly List<(string File, string Column, long Row)> _first = [];
    private ItemIds _ids = ItemIds.RowNumbers(0);

    private PredictionSheet(string written, int ranks)
    {
        _written = written;
        _ranks = [.. Enumerable.Range(0, ranks).Select(_ => new List<int>())];
    }

    /// <summary>Lower-case hex SHA-256 of what is predicted for which id, however files, rows and columns are laid out.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Column of the class with the k-th highest score.</summary>
    /// <param name="rank">From 1.</param>
    public static string RankColumn(int rank) => string.Create(CultureInfo.InvariantCulture, $"top_{rank}");

    /// <summary>Reads a table, or several that a pattern names and that hold different items.</summary>
    /// <param name="pattern">As the user wrote it, relative to <paramref name="folder"/>; the file name may hold * and ?.</param>
    /// <param name="folder">Absolute.</param>
    /// <param name="ranks">How many classes by falling score are needed per item; 0 for none.</param>
    /// <exception cref="ModelCIException">A file cannot be used; codes MCI3xxx.</exception>
    public static PredictionSheet Read(string pattern, string folder, int ranks)
    {
        var sheet = new PredictionSheet(pattern, ranks);
        foreach (var file in FilesOf(pattern, folder)) sheet.Add(file);
        sheet._ids = sheet._builder.Finish();
        IdRules.Check(pattern, sheet._ids);
        sheet.Digest = sheet.ComputeDigest();
        return sheet;
    }

    /// <summary>The predictions by row of the items: class indices, or indices into the task's numbers, and rankings where the task has them.</summary>
    /// <param name="items">Of the test set; each must have exactly one prediction.</param>
    /// <param name="task">Its tables take numbers and rankings.</param>
    /// <exception cref="ModelCIException">MCI3073: no class or number; MCI3078: other items.</exception>
    public (int[] Answers, int[]? Rankings) Join(ItemPool items, PredictionTask task)
    {
        var meanings = _values.Texts.Select(text => Meaning(text, task)).ToArray();
        var unknown = Array.IndexOf(meanings, -1);
        if (unknown >= 0) throw Unknown(unknown, task);
        CheckItems(items);
        var answers = new int[items.Count];
        var rankings = task.Rankings is null ? null : new int[items.Count];
        for (var item = 0; item < answers.Length; item++)
        {
            var row = _ids.RowOf(items.Ids.Utf8(item), item);
            answers[item] = meanings[_predictions[row]];
            if (rankings is not null) rankings[item] = Rank(row, meanings, task);
        }
        return (answers, rankings);
    }

    private static int Meaning(string text, PredictionTask task)
    {
        if (task.Numbers is null) return task.Classes.IndexOf(text);
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        return isNumber ? task.Numbers.IndexOf(number) : -1;
    }

    private int Rank(int row, int[] meanings, PredictionTask task)
    {
        int[] ranking = [.. _ranks.Select(rank => meanings[rank[row]])];
        return ranking.Distinct().Count() == ranking.Length
            ? task.Rankings!.Add(ranking)
            : throw PredictionProblems.RepeatedRank(_written, _ids[row]);
    }

    private void Add(HoldoutFile file)
    {
        using var table = PredictionTable.Open(file);
        string[] columns = [IdColumn, PredictionColumn, .. Enumerable.Range(1, _ranks.Length).Select(RankColumn)];
        var missing = columns.Except(table.Names, StringComparer.Ordinal).Select(name => PredictionProblems.MissingColumn(file.Written, name, table.Names)).ToArray();
        if (missing.Length > 0) throw new ModelCIException(missing);
        var row = 0L;
        foreach (var chunk in table.Read(columns))
        {
            for (var index = 0; index < chunk.RowCount; index++)
            {
                row++;
                for (var column = 0; column < columns.Length; column++)
                {
                    if (chunk.IsNull(column, index)) throw HoldoutProblems.EmptyCell(file.Written, columns[column], row);
                }
                _builder.Add(chunk.GetUtf8(0, index));
                _predictions.Add(Number(1));
                for (var rank = 0; rank < _ranks.Length; rank++) _ranks[rank].Add(Number(rank + 2));

                int Number(int column)
                {
                    var number = _values.NumberOf(chunk.GetUtf8(column, index));
                    if (number == _first.Count) _first.Add((file.Written, columns[column], row));
                    return number;
                }
            }
        }
    }

    private string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in _ids.Sorted)
        {
            Append(_ids[row]);
            Append(_values.Texts[_predictions[row]]);
            foreach (var rank in _ranks) Append(_values.Texts[rank[row]]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    private void CheckItems(ItemPool items)
    {
        string[] missing = [.. Enumerable.Range(0, items.Count).Where(item => _ids.RowOf(items.Ids.Utf8(item), item) < 0).Select(item => items.Ids[item])];
        if (missing.Length > 0) throw PredictionProblems.MissingItems(_written, missing, items.IsSealed);
        if (_ids.Count == items.Count) return;
        throw PredictionProblems.UnknownItems(_written, [.. Enumerable.Range(0, _ids.Count).Where(row => items.Ids.RowOf(_ids.Utf8(row), row) < 0).Select(row => _ids[row])]);
    }

    private ModelCIException Unknown(int value, PredictionTask task)
    {
        var (file, column, row) = _first[value];
        return task.IsRegression
            ? PredictionProblems.NotANumber(file, _values.Texts[value], column, row)
            : HoldoutProblems.ValueOutsideClasses(file, _values.Texts[value], column, row, task.Classes.Names);
    }

    private static IReadOnlyList<HoldoutFile> FilesOf(string pattern, string folder)
    {
        var plain = HoldoutFile.Resolve(pattern, folder);
        var name = Path.GetFileName(pattern);
        if (File.Exists(plain.FullPath) || !name.AsSpan().ContainsAny('*', '?')) return [plain];
        var parent = Path.GetDirectoryName(plain.FullPath)!;
        var found = Directory.Exists(parent) ? Directory.GetFiles(parent, name).Order(StringComparer.Ordinal).ToArray() : [];
        var prefix = pattern[..^name.Length];
        return found.Length == 0 ? throw PredictionProblems.NoMatch(pattern) : [.. found.Select(file => HoldoutFile.Resolve(prefix + Path.GetFileName(file), folder))];
    }
}
