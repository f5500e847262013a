using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Predictions;

/// <summary>A table of any kind that is read, its cells as text: NULL where a cell is empty, null or not a number.</summary>
internal sealed class PredictionTable : IDisposable
{
    private readonly Table _table;

    private PredictionTable(Table table)
    {
        _table = table;
    }

    public HoldoutFile File => _table.File;

    /// <summary>Column names in file order.</summary>
    public IReadOnlyList<string> Names => _table.Names;

    public static PredictionTable Open(HoldoutFile file)
    {
        if (file.IsSealed || TableFormat.Of(file) is not { } format) throw HoldoutProblems.PredictionsEnding(file.Written);
        return new PredictionTable(Table.Open(file, format));
    }

    /// <summary>Streams columns, by name, as text, in file order.</summary>
    public IEnumerable<DuckDBChunk> Read(IReadOnlyList<string> names) =>
        _table.Select(string.Join(", ", names.Select(name => $"nullif({_table.Text(_table.PositionOf(name))}, '')")));

    public void Dispose() => _table.Dispose();
}
