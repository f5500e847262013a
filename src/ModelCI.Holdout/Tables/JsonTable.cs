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
    private static readonly HashSet<string> Kept = ["BIGINT", "UBIGINT", "DOUBLE", "BOOLEAN", "BIGINT[]", "UBIGINT[]", "DOUBLE[]", "BOOLEAN[]"];

    private readonly TableFormat _format;

    private JsonTable(HoldoutFile file, TableFormat format, MemoryFile? content)
        : base(file, content)
    {
        _format = format;
        (Names, var found) = Columns.Of(Database, ReadJson("sample_size = -1, map_inference_threshold = -1"), Guard);
        ColumnNames.Check(file.Written, Names, file.Written);
        // DuckDB takes 'x' and 'X' for one name and calls the second one 'X_1'.
        if (SameButForCase(file, Names.Concat(Names.Select(Original).OfType<string>())) is { } problem) throw problem;
        Types = [.. found.Select(type => Kept.Contains(type.Name) || type.Nearest is null ? type : new SqlType("VARCHAR"))];
        var read = Names.Zip(Types, (name, type) => $"{DuckDBText.Identifier(name)}: {DuckDBText.Literal(type.Name)}");
        From = ReadJson($"columns = {{{string.Join(", ", read)}}}");
    }

    public override IReadOnlyList<string> Names { get; }

    protected override IReadOnlyList<SqlType> Types { get; }

    protected override string From { get; }

    public static JsonTable Open(HoldoutFile file, TableFormat format, MemoryFile? content) => new(file, format, content);

    protected override ModelCIException Explain(DuckDBException failure)
    {
        if (_format.IsCompressed && Unpacking.IsFailure(failure)) return TableProblems.NotCompressed(File.Written, _format.Compression);
        // Memory, disk or access: no line of the file is in the message then.
        if (!failure.Detail.StartsWith("Invalid Input Error", StringComparison.Ordinal) && !failure.Detail.StartsWith("Binder Error", StringComparison.Ordinal))
            return HoldoutProblems.Unreadable(File.Written, failure.Message);
        var line = LinePattern().Match(failure.Detail);
        var where = line.Success ? $"{File.Written}:{line.Groups[1].Value}" : File.Written;
        return failure.Detail.Contains("duplicate key", StringComparison.Ordinal) ? TableProblems.RepeatedKey(where) : TableProblems.NotJsonLines(where);
    }

    // 'x_1' beside 'x' is a name like others; 'X_1' beside 'x' may be 'X'.
    private string? Original(string name)
    {
        var numbered = NumberedPattern().Match(name).Groups[1].Value;
        return Names.Any(other => other != numbered && string.Equals(other, numbered, StringComparison.OrdinalIgnoreCase)) ? numbered : null;
    }

    private string ReadJson(string columns) => string.Create(
        CultureInfo.InvariantCulture,
        $"read_json({DuckDBText.Literal(Pattern(File))}, format = 'newline_delimited', records = 'true', compression = '{_format.Compression}', hive_partitioning = false, {columns})");

    [GeneratedRegex("in line ([0-9]+)")]
    private static partial Regex LinePattern();

    [GeneratedRegex("^(.*)_[0-9]+$", RegexOptions.Singleline)]
    private static partial Regex NumberedPattern();
}
