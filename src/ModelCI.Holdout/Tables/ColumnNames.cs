using System.Globalization;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>The rules for names of columns, in tables of every kind.</summary>
internal static class ColumnNames
{
    /// <param name="where">Where the names stand.</param>
    public static void Check(string file, IReadOnlyList<string> names, string where)
    {
        var unnamed = names.Index().Where(column => string.IsNullOrWhiteSpace(column.Item));
        var positions = unnamed.Select(column => (column.Index + 1).ToString(CultureInfo.InvariantCulture)).ToArray();
        if (positions.Length > 0) throw HoldoutProblems.UnnamedColumns(where, positions);
        var withNul = names.Where(name => name.Contains('\0', StringComparison.Ordinal)).ToArray();
        if (withNul.Length > 0) throw HoldoutProblems.MalformedHeader(file, "a name holds a NUL character");
        var repeated = Repetitions.Of([.. names]);
        if (repeated.Count > 0) throw HoldoutProblems.RepeatedColumns(where, repeated);
    }
}
