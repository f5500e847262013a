using System.Text;
using ModelCI.Core.Items;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Predictions;

/// <summary>Writes what <see cref="PredictionSheet"/> reads, as Parquet.</summary>
public static class PredictionWriter
{
    /// <param name="path">Absolute; no file is there yet.</param>
    /// <param name="items">The test set's items.</param>
    /// <param name="rows">Rows of the items, one per answer.</param>
    /// <param name="task">What the answers are.</param>
    /// <param name="answers">Class indices, or indices into the task's numbers.</param>
    /// <param name="rankings">Indices into the task's rankings; null where it has none.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ItemPool items, IReadOnlyList<int> rows, PredictionTask task, int[] answers, int[]? rankings)
    {
        try
        {
            // What is written may be as secret as the items: it spills nowhere.
            using var database = DuckDBDatabase.OpenInMemory([path], temporaryDirectory: DuckDBDatabase.NoTemporaryDirectory);
            using (var appender = database.CreateTable("predictions", [.. Columns(task, rankings)]))
            {
                Fill(appender, items, rows, task, answers, rankings);
                appender.Complete();
            }
            database.Execute($"COPY predictions TO {DuckDBText.Literal(path)} (FORMAT parquet)");
        }
        catch (DuckDBException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    private static IEnumerable<DuckDBColumn> Columns(PredictionTask task, int[]? rankings)
    {
        yield return new DuckDBColumn(PredictionSheet.IdColumn, DuckDBType.Varchar);
        yield return new DuckDBColumn(PredictionSheet.PredictionColumn, task.IsRegression ? DuckDBType.Double : DuckDBType.Varchar);
        for (var rank = 1; rank <= (rankings is null ? 0 : task.Rankings!.Depth); rank++)
            yield return new DuckDBColumn(PredictionSheet.RankColumn(rank), DuckDBType.Varchar);
    }

    private static void Fill(DuckDBAppender appender, ItemPool items, IReadOnlyList<int> rows, PredictionTask task, int[] answers, int[]? rankings)
    {
        byte[][] classes = [.. task.Classes.Names.Select(Encoding.UTF8.GetBytes)];
        for (var start = 0; start < rows.Count; start += DuckDBAppender.Capacity)
        {
            var count = Math.Min(DuckDBAppender.Capacity, rows.Count - start);
            for (var index = 0; index < count; index++)
            {
                var at = start + index;
                appender.SetUtf8(0, index, items.Ids.Utf8(rows[at]));
                if (task.Numbers is { } numbers) appender.Values<double>(1)[index] = numbers[answers[at]];
                else appender.SetUtf8(1, index, classes[answers[at]]);
                if (rankings is null) continue;
                var ranking = task.Rankings![rankings[at]];
                for (var rank = 0; rank < ranking.Length; rank++) appender.SetUtf8(rank + 2, index, classes[ranking[rank]]);
            }
            appender.Append(count);
        }
    }
}
