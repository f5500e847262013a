using System.Globalization;
using System.Text;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;

namespace ModelCI.Cli.Validating;

/// <summary>What <c>holdout check</c> found, for people who may see the test set.</summary>
/// <param name="Schema">The schema's path; null without one.</param>
internal sealed record CheckReport(string TestSet, int Items, int Columns, string? Schema, IReadOnlyList<Finding> Findings, ModelCheck Models)
{
    private const int DetailWidth = 76;

    public int Errors => Findings.Count(finding => finding.Severity == FindingSeverity.Error) + Models.Errors.Count;

    public int Warnings => Findings.Count(finding => finding.Severity == FindingSeverity.Warning) + Models.Warnings.Count;

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"test set {TestSet}: {Items:#,0} items, {Columns:#,0} {(Columns == 1 ? "column" : "columns")}; ");
        text.Append(Schema is null ? "no schema (`--infer` makes one)\n" : $"schema {Schema}\n");
        if (Findings.Count > 0) text.Append('\n').Append(Table(FindingGroup.Of(Findings)));
        text.Append('\n');
        foreach (var problem in Models.Errors) Append(text, "error", problem);
        foreach (var problem in Models.Warnings) Append(text, "warning", problem);
        if (Models.Fitting.Count > 0) text.Append(CultureInfo.InvariantCulture, $"the test set fits: {string.Join(", ", Models.Fitting)}\n");
        return text.Append(CultureInfo.InvariantCulture, $"errors: {Errors:#,0}, warnings: {Warnings:#,0}\n").ToString();
    }

    public string ToJson() => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "modelci.holdout-check/1");
        json.WriteString("testSet", TestSet);
        json.WriteNumber("items", Items);
        json.WriteNumber("columns", Columns);
        json.WriteString("schemaFile", Schema);
        json.WriteNumber("errors", Errors);
        json.WriteNumber("warnings", Warnings);
        json.WriteStartArray("findings");
        foreach (var finding in Findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", SeverityOf(finding.Severity));
            json.WriteString("rule", FindingGroup.WordOf(finding.Rule));
            json.WriteString("code", FindingGroup.CodeOf(finding.Rule));
            json.WriteString("subject", finding.Subject);
            json.WriteString("expected", finding.Expected);
            json.WriteString("found", finding.Found);
            json.WriteNumber("count", finding.Count);
            json.WriteStartArray("items");
            foreach (var id in finding.Items) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteBoolean("dependsOnLabels", finding.DependsOnLabels);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("models");
        foreach (var (severity, problem) in Models.Errors.Select(problem => ("error", problem)).Concat(Models.Warnings.Select(problem => ("warning", problem))))
        {
            json.WriteStartObject();
            json.WriteString("severity", severity);
            json.WriteString("code", problem.Code);
            json.WriteString("where", problem.Where);
            json.WriteString("what", problem.What);
            json.WriteString("fix", problem.Fix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A line for each group, and under it what was expected and found. A bar begins those lines, so that none begins with a value out of a file.</summary>
    public static string Table(IReadOnlyList<FindingGroup> groups)
    {
        var lines = TextTable.Render(["", "rule", "where", ">items"], groups.Select(group => (string[])
        [
            SeverityOf(group.Severity), FindingGroup.WordOf(group.Rule), group.Subjects, group.Count == 0 ? "" : group.Count.ToString("#,0", CultureInfo.InvariantCulture),
        ])).Split('\n');
        var text = new StringBuilder(lines[0]).Append('\n');
        foreach (var (index, group) in groups.Index())
        {
            text.Append(lines[index + 1]).Append('\n');
            var details = TextWrap.Of(group.Comparison, width: DetailWidth) + (group.Items.Length == 0 ? "" : TextWrap.Of($"items {group.Items}", width: DetailWidth));
            foreach (var line in details.TrimEnd('\n').Split('\n')) text.Append("  | ").Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string severity, Problem problem)
    {
        text.Append(CultureInfo.InvariantCulture, $"{severity}[{problem.Code}]: {PlainText.Of(problem.Where is null ? problem.What : $"{problem.Where}: {problem.What}")}\n");
        if (problem.Fix is not null) text.Append(CultureInfo.InvariantCulture, $"  fix: {PlainText.Of(problem.Fix)}\n");
    }

    private static string SeverityOf(FindingSeverity severity) => severity == FindingSeverity.Error ? "error" : "warning";
}
