using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;

namespace ModelCI.Holdout.Tables;

/// <summary>JSON lines: one object a line. Types are found over all lines; a text stays the text that it is, even one that reads as a date.</summary>
internal sealed partial class JsonTable : TypedTable
{
    // What holds whole numbers of both signs, some of them beyond 2^63; only then are they floating-point numbers.
    private const string AnyWhole = "HUGEINT";

    private static readonly HashSet<string> Kept = ["BIGINT", "UBIGINT", "DOUBLE", "BOOLEAN", "BIGINT[]", "UBIGINT[]", "DOUBLE[]", "BOOLEAN[]"];

    private readonly TableFormat _format;

    public JsonTable(HoldoutFile file, TableFormat format, MemoryFile? content)
        : base(file, content)
    {
        _format = format;
        if (!format.IsCompressed && file.Stamp().Length == 0) throw HoldoutProblems.NoRows(file.Written);
        if (Guard(() => JsonDepth.IsTooDeep(Database, CsvTable.Lines(Pattern(file), format)))) throw TableProblems.NestedTooDeep(file.Written);
        var detected = ReadJson("read_json", "records = 'true', sample_size = -1, map_inference_threshold = -1");
        (Names, var found) = Columns.Of(Database, detected, Guard);
        CheckNames();
        Types = [.. found.Zip(Names, (type, name) => TypeOf(type, name, detected))];
        var read = Names.Zip(Types, (name, type) => $"{DuckDBText.Identifier(name)}: {DuckDBText.Literal(type.Name)}");
        From = ReadJson("read_json", $"records = 'true', columns = {{{string.Join(", ", read)}}}");
    }

    public override IReadOnlyList<string> Names { get; }

    protected override IReadOnlyList<SqlType> Types { get; }

    protected override string From { get; }

    protected override ModelCIException Explain(DuckDBException failure)
    {
        if (_format.IsCompressed && Unpacking.IsFailure(failure)) return TableProblems.NotCompressed(File.Written, _format.Compression);
        // Memory, disk or access: no line of the file is in the message then.
        if (!failure.Detail.StartsWith("Invalid Input Error", StringComparison.Ordinal) && !failure.Detail.StartsWith("Binder Error", StringComparison.Ordinal))
            return HoldoutProblems.Unreadable(File.Written, File.Telling(failure.Message));
        var line = LinePattern().Match(failure.Detail);
        var where = line.Success ? $"{File.Written}:{line.Groups[1].Value}" : File.Written;
        return failure.Detail.Contains("duplicate key", StringComparison.Ordinal) ? TableProblems.RepeatedKey(where) : TableProblems.NotJsonLines(where);
    }

    /// <summary>DuckDB takes 'x' and 'X' for one name, calls the second one 'X_1', and has names of its own for what has none.</summary>
    private void CheckNames()
    {
        var keys = Guard(() => Columns.Texts(Database, $"SELECT DISTINCT unnest(json_keys(json)) FROM {ReadJson("read_json_objects", "ignore_errors = false")}"));
        ColumnNames.Check(File.Written, [.. keys.Order(StringComparer.Ordinal)], File.Written);
        if (SameButForCase(File, keys.OrderDescending(StringComparer.Ordinal)) is { } problem) throw problem;
        if (Names.Except(keys, StringComparer.Ordinal).Any()) throw TableProblems.NotJsonLines(File.Written);
    }

    private SqlType TypeOf(SqlType found, string name, string detected)
    {
        if (found.Name == AnyWhole + "[]") return new SqlType("BIGINT[]");
        if (found.Name != AnyWhole) return Kept.Contains(found.Name) || found.Nearest is null ? found : new SqlType("VARCHAR");
        var column = DuckDBText.Identifier(name);
        var range = $"CASE WHEN max({column}) < 9223372036854775808 THEN 'BIGINT' WHEN min({column}) >= 0 THEN 'UBIGINT' ELSE 'DOUBLE' END";
        return new SqlType(Guard(() => Columns.Texts(Database, $"SELECT {range} FROM {detected}"))[0]);
    }

    private string ReadJson(string function, string more) => string.Create(
        CultureInfo.InvariantCulture,
        $"{function}({DuckDBText.Literal(Pattern(File))}, format = 'newline_delimited', compression = '{_format.Compression}', hive_partitioning = false, {more})");

    [GeneratedRegex("in line ([0-9]+)")]
    private static partial Regex LinePattern();
}
