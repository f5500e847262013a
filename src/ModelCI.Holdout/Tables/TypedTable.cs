using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Tables;

/// <summary>A table whose columns have types, which features keep.</summary>
internal abstract class TypedTable(HoldoutFile file, MemoryFile? content) : Table(file, content)
{
    // The greatest whole number up to which a double holds them all.
    private const string Exact = "9007199254740992";

    private const int PerColumn = 4;

    /// <summary>Types by position.</summary>
    protected abstract IReadOnlyList<SqlType> Types { get; }

    public override string Text(int position)
    {
        var name = Name(position);
        if (!Types[position].IsFloat) return $"CAST({name} AS VARCHAR)";
        // Whole numbers that a tool stored as floating point, because some were missing, are the integers that they stand for.
        return $"CASE WHEN isnan({name}) THEN NULL WHEN abs({name}) < 1e15 AND {name} = trunc({name}) THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) "
            + $"ELSE CAST(CAST({name} AS DOUBLE) AS VARCHAR) END";
    }

    public override (int Rows, IReadOnlyList<TableColumn> Columns) Describe(IReadOnlyList<int> positions)
    {
        var notRead = positions.Where(position => !Types[position].IsRead).ToArray();
        if (notRead.Length > 0) throw TableProblems.ColumnTypesNotRead(File.Written, [.. notRead.Select(position => $"{Listing.Quote(Names[position])} is {Types[position].Name}")]);
        var (rows, facts) = Look(positions);
        return (rows, [.. positions.Zip(facts, (position, found) => Types[position].IsList ? List(position, found, rows) : Scalar(position, found, rows))]);
    }

    /// <summary>Checks the names that DuckDB gives the columns, for a file of names that it tells apart by case only.</summary>
    protected static ModelCIException? SameButForCase(HoldoutFile file, IEnumerable<string> names)
    {
        var same = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return same is null ? null : TableProblems.SameButForCase(file.Written, [.. same]);
    }

    private string Name(int position) => DuckDBText.Identifier(Names[position]);

    private (int Rows, IReadOnlyList<ColumnFacts> Facts) Look(IReadOnlyList<int> positions)
    {
        var (rows, facts) = (0, new List<ColumnFacts>());
        foreach (var some in positions.Chunk(ColumnsPerQuery / PerColumn).DefaultIfEmpty([]))
        {
            foreach (var chunk in Select(string.Join(", ", some.Select(Questions).Prepend("count(*)"))))
            {
                rows = checked((int)chunk.GetInt64s(0)[0]);
                facts.AddRange(some.Index().Select(column => Answers(chunk, 1 + (PerColumn * column.Index))));
            }
        }
        return (rows, facts);
    }

    private string Questions(int position)
    {
        var name = Name(position);
        if (Types[position].IsList) return $"count({name}), coalesce(min(len({name})), 0), coalesce(max(len({name})), 0), coalesce(bool_or(list_count({name}) <> len({name})), false)";
        if (Types[position].Name == "BOOLEAN" || !Types[position].IsWhole) return $"{(Types[position].IsWhole ? $"count({name})" : "0::BIGINT")}, 0::BIGINT, 0::BIGINT, true";
        return $"count({name}), 0::BIGINT, 0::BIGINT, coalesce(min({name}) >= -{Exact} AND max({name}) <= {Exact}, true)";
    }

    private static ColumnFacts Answers(DuckDBChunk chunk, int first) => new(
        chunk.GetInt64s(first)[0], chunk.GetBooleans(first + 3)[0], chunk.GetInt64s(first + 1)[0], chunk.GetInt64s(first + 2)[0], chunk.GetBooleans(first + 3)[0]);

    private TableColumn Scalar(int position, ColumnFacts facts, int rows)
    {
        var (name, type) = (Name(position), Types[position]);
        if (type.Nearest == ElementType.String) return Column(ElementType.String, $"CAST({name} AS VARCHAR)", type.Name == "VARCHAR" ? $"nullif({name}, '')" : name);
        if (type.IsFloat) return Column(type.Nearest!.Value, $"coalesce({name}, 'nan')", $"nullif({name}, 'nan')");
        if (type.IsWhole && facts.Values == rows) return Column(type.Nearest!.Value, name, name);
        if (!facts.IsExact) throw TableProblems.NotExact(File.Written, Names[position]);
        return Column(ElementType.Float64, $"coalesce(CAST({name} AS DOUBLE), 'nan')", name);

        TableColumn Column(ElementType element, string value, string comparable) => new(position, Names[position], element, [], value, comparable);
    }

    private TableColumn List(int position, ColumnFacts facts, int rows)
    {
        if (facts.Values < rows || facts.HasGaps) throw TableProblems.ListWithGaps(File.Written, Names[position]);
        if (facts.Shortest != facts.Longest) throw TableProblems.ListsDiffer(File.Written, Names[position], facts.Shortest, facts.Longest);
        if (facts.Longest is < 1 or > 100_000) throw TableProblems.ListTooLong(File.Written, Names[position], facts.Longest);
        var (name, type, length) = (Name(position), Types[position].Element.Nearest!.Value, (int)facts.Longest);
        return new TableColumn(position, Names[position], type, [length], $"CAST({name} AS {SqlType.NameOf(type, length)})", name);
    }
}
