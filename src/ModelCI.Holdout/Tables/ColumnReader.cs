using ModelCI.Core.Items;
using ModelCI.DuckDB;
using ModelCI.Holdout.Spooling;

namespace ModelCI.Holdout.Tables;

/// <summary>Reads columns of a table, chunk by chunk: each expression goes to whatever takes its values.</summary>
internal sealed class ColumnReader(Table table)
{
    private readonly List<(string Sql, Action<DuckDBChunk, int> Take, Action Complete)> _columns = [];

    /// <summary>Takes texts, a missing one being empty.</summary>
    public void Add(string sql, Action<ReadOnlySpan<byte>> take) => Add(sql, take, () => { });

    /// <summary>Takes a feature.</summary>
    /// <returns>Gives the feature, once everything is read.</returns>
    public Func<FeatureColumn> Add(TableColumn column, Spool spool)
    {
        if (column.Type == ElementType.String)
        {
            var texts = new TextSpooler(spool);
            Add(column.Value, texts.Add, texts.Complete);
            return () => texts.Finish(column.Name);
        }
        var rowBytes = NumericColumn.SizeOf(column.Type) * column.RowShape.Aggregate(1, (product, axis) => product * axis);
        var numbers = new NumberSpooler(spool, rowBytes);
        var isArray = column.RowShape.Count > 0;
        _columns.Add((column.Value, (chunk, position) => numbers.Add(isArray ? chunk.GetArrays(position, rowBytes) : chunk.GetBytes(position)), numbers.Complete));
        return () => numbers.Finish(column.Name, column.Type, column.RowShape, column.IsWrittenAsText ? values => Texts(column, values) : null);
    }

    /// <summary>Reads everything that was added.</summary>
    /// <param name="rows">How many there must be; null where that is not known.</param>
    public void Read(int? rows = null)
    {
        foreach (var some in _columns.Chunk(Table.ColumnsPerQuery))
        {
            var read = 0;
            foreach (var chunk in table.Select(string.Join(", ", some.Select(column => column.Sql))))
            {
                for (var column = 0; column < some.Length; column++) some[column].Take(chunk, column);
                read += chunk.RowCount;
            }
            if (read != (rows ?? read)) throw TableProblems.Changed(table.File.Written);
            // Buffers of a thousand columns would take more than their rows.
            foreach (var column in some) column.Complete();
        }
    }

    private void Add(string sql, Action<ReadOnlySpan<byte>> take, Action complete)
    {
        _columns.Add((sql, Take, complete));

        void Take(DuckDBChunk chunk, int column)
        {
            for (var row = 0; row < chunk.RowCount; row++) take(chunk.GetUtf8OrEmpty(column, row));
        }
    }

    // What a string input gets of a column of numbers ('007', '1.50'): asked for rarely, so read again where it is.
    private TextColumn Texts(TableColumn column, SpooledNumbers values)
    {
        if (column.Type == ElementType.Int64) return new IntegerTexts(values);
        var spool = new Spool(table.File);
        var texts = new TextSpooler(spool);
        var reader = new ColumnReader(table);
        reader.Add(table.Text(column.Position), texts.Add);
        reader.Read(values.Rows);
        var found = texts.Finish(column.Name);
        spool.Complete();
        return found;
    }
}
