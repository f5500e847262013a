using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Tables;

/// <summary>A Parquet file.</summary>
internal sealed class ParquetTable : TypedTable
{
    public ParquetTable(HoldoutFile file, MemoryFile? content)
        : base(file, content)
    {
        From = $"read_parquet({DuckDBText.Literal(Pattern(file))}, hive_partitioning = false)";
        (Names, Types) = Columns.Of(Database, From, Guard);
        var stored = Guard(() => Columns.Texts(Database, $"SELECT name FROM parquet_schema({DuckDBText.Literal(Pattern(file))})"));
        // DuckDB renames a column whose name it takes for that of an earlier one.
        var renamed = Names.Except(stored, StringComparer.Ordinal).ToArray();
        if (renamed.Length > 0) throw SameButForCase(file, stored.Distinct(StringComparer.Ordinal)) ?? HoldoutProblems.RepeatedColumns(file.Written, renamed);
        ColumnNames.Check(file.Written, Names, file.Written);
    }

    public override IReadOnlyList<string> Names { get; }

    protected override IReadOnlyList<SqlType> Types { get; }

    protected override string From { get; }

    protected override ModelCIException Explain(DuckDBException failure) =>
        TableProblems.NotParquet(File.Written, File.Telling(failure.Message));
}
