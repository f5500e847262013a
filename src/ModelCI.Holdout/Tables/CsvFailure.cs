using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>
/// Says in our words what DuckDB found in a CSV file. Its own text quotes the offending line, labels included, and advises options that are
/// not the user's to set.
/// </summary>
internal static partial class CsvFailure
{
    public static ModelCIException Explain(HoldoutFile file, TableFormat format, DuckDBException failure)
    {
        if (format.IsCompressed && Unpacking.IsFailure(failure)) return TableProblems.NotCompressed(file.Written, format.Compression);
        // Memory, disk or access: no line of the file is in the message then.
        var isInTheFile = failure.Detail.StartsWith("Invalid Input Error", StringComparison.Ordinal);
        if (!isInTheFile) return HoldoutProblems.Unreadable(file.Written, file.Telling(failure.Message));
        var where = Where(file, format, failure.Detail);
        var fields = FieldsPattern().Match(failure.Detail);
        if (fields.Success) return HoldoutProblems.RaggedRow(where, fields.Groups[1].Value, fields.Groups[2].Value);
        if (failure.Detail.Contains("unterminated quote", StringComparison.Ordinal)) return HoldoutProblems.OpenQuote(where);
        if (failure.Detail.Contains("Invalid unicode", StringComparison.Ordinal)) return HoldoutProblems.NotUtf8(where);
        if (failure.Detail.Contains("Maximum line size", StringComparison.Ordinal)) return HoldoutProblems.RowTooLong(where, CsvTable.LongestRow);
        return HoldoutProblems.MalformedTable(where);
    }

    private static string Where(HoldoutFile file, TableFormat format, string detail)
    {
        var record = RecordPattern().Match(detail);
        if (!record.Success) return file.Written;
        var number = long.Parse(record.Groups[1].Value, CultureInfo.InvariantCulture);
        // Lines of a packed text are not counted.
        if (format.IsCompressed) return string.Create(CultureInfo.InvariantCulture, $"{file.Written}, record {number}");
        using var stream = file.Open();
        return string.Create(CultureInfo.InvariantCulture, $"{file.Written}:{CsvLines.Of(number, stream)}");
    }

    [GeneratedRegex(@"CSV Error on Line: ([0-9]+)")]
    private static partial Regex RecordPattern();

    [GeneratedRegex(@"Expected Number of Columns: ([0-9]+) Found: ([0-9]+)")]
    private static partial Regex FieldsPattern();
}
