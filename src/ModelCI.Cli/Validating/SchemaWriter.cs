using System.Globalization;
using System.Text;
using ModelCI.Cli.Configuration.Editing;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Validation;

namespace ModelCI.Cli.Validating;

/// <summary>Writes a schema as a person would: a line per column, in the items' order.</summary>
internal static class SchemaWriter
{
    /// <param name="isOfSealed">Whether the test set is sealed, so that the schema says nothing of its values.</param>
    public static string Write(HoldoutSchema schema, string testSet, bool isOfSealed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Schema of the test set {testSet}: what `modelci holdout check` and every `modelci test` hold it against.
            # Made by `modelci holdout check --infer`. Look at it, commit it, and edit it where the data may rightly be otherwise;
            # what departs from it is an error. The README explains the keys.

            """);
        if (isOfSealed)
        {
            text.Append("""
                # The test set is sealed: ranges, categories, shares and duplicates are left out, because this file is read by people who
                # may not see it. Add what you know from elsewhere, such as min, max, categories: [...] and missing (the largest share).

                """);
        }
        text.Append("version: 1\n");
        if (schema.MayRepeatItems is { } mayRepeat) text.Append(CultureInfo.InvariantCulture, $"\nitems:\n  duplicates: {Word(mayRepeat),-26} # equal features under different ids\n");
        text.Append(schema.Columns.Count == 0 ? "\ncolumns: {}\n" : "\ncolumns:\n");
        foreach (var column in schema.Columns) text.Append(CultureInfo.InvariantCulture, $"  {Scalar(column.Name)}: {{ {string.Join(", ", Keys(column))} }}\n");
        if (schema.Labels is { } labels) Write(text, labels);
        return text.ToString();
    }

    private static IEnumerable<string> Keys(ColumnSchema column)
    {
        yield return $"type: {TypeWord.Of(column.Type)}";
        if (column.Shape.Count > 0) yield return $"shape: [{string.Join(", ", column.Shape.Select(size => Number(size)))}]";
        if (!column.IsRequired) yield return $"presence: {SchemaKeys.Optional}";
        if (column.Min is { } min) yield return $"min: {Number(min)}";
        if (column.Max is { } max) yield return $"max: {Number(max)}";
        if (column.Categories is { } categories) yield return $"categories: [{string.Join(", ", categories.Select(Scalar))}]";
        if (column.MostMissing is { } missing) yield return $"missing: {Number(missing)}";
    }

    private static void Write(StringBuilder text, LabelSchema labels)
    {
        var lines = new List<string>();
        if (labels.Classes is { } classes) lines.Add($"classes: [{string.Join(", ", classes.Select(Scalar))}]");
        if (labels.Shares.Count > 0) lines.Add("balance:                               # shares of the classes; the tolerance is four standard errors of so many items");
        lines.AddRange(labels.Shares.Select(share => $"  {Scalar(share.Class)}: {{ share: {Number(share.Share)}, tolerance: {Number(share.Tolerance)} }}"));
        if (labels.Min is { } min) lines.Add($"min: {Number(min)}");
        if (labels.Max is { } max) lines.Add($"max: {Number(max)}");
        if (labels.MayContradict is { } may) lines.Add($"contradictions: {Word(may),-22} # equal features, different labels");
        text.Append(lines.Count == 0 ? "\nlabels: {}\n" : "\nlabels:\n");
        foreach (var line in lines) text.Append("  ").Append(line).Append('\n');
    }

    private static string Word(bool may) => may ? SchemaKeys.Allowed : SchemaKeys.Forbidden;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // Where no line can hold it, what is read back differs, and the caller says so.
    private static string Scalar(string text) => (IsWordForNothing(text) ? null : ScalarText.Of(text, ScalarQuoting.Plain)) ?? ScalarText.Of(text, ScalarQuoting.Single) ?? "''";

    private static bool IsWordForNothing(string text) => text.Length == 0 || text.Equals("null", StringComparison.OrdinalIgnoreCase);
}
