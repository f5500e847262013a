using System.Text;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.DuckDB;
using ModelCI.Holdout;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

/// <summary>A temporary folder in the place of modelci.yml's, and a reader that is set up in one line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal abstract class HoldoutFixture : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("modelci-holdout-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What the reader gets.</summary>
    protected TestSetKeys? Keys { get; init; }

    protected void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    protected void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder, name), bytes);

    /// <summary>Writes what a query gives, in a format that DuckDB writes.</summary>
    protected void WriteQuery(string name, string sql, string format = "parquet")
    {
        var path = Path.Combine(Folder, name);
        File.Delete(path);
        using var database = DuckDBDatabase.OpenInMemory([path]);
        database.Execute($"COPY ({sql}) TO {DuckDBText.Literal(path)} (FORMAT {format})");
    }

    /// <summary>Reads items.csv, or what is named, with labels.csv unless a label column is named.</summary>
    protected HoldoutData Read(
        string items = "items.csv",
        IdSource? id = null,
        string? labelColumn = null,
        string labels = "labels.csv",
        string[]? classes = null,
        params string[] exclude) =>
        Read(new ItemsSource.OneFile(items), id, labelColumn, labels, classes, exclude);

    protected HoldoutData Read(
        ItemsSource items,
        IdSource? id = null,
        string? labelColumn = null,
        string labels = "labels.csv",
        string[]? classes = null,
        params string[] exclude) =>
        Read(Settings(items, id, labelColumn, labels, classes, exclude));

    protected HoldoutData Read(HoldoutSettings settings) => HoldoutReader.Read(settings, Folder, Keys);

    protected static HoldoutSettings Settings(
        ItemsSource items,
        IdSource? id = null,
        string? labelColumn = null,
        string labels = "labels.csv",
        string[]? classes = null,
        params string[] exclude)
    {
        LabelsSource source = labelColumn is null ? new LabelsSource.LabelFile(labels) : new LabelsSource.Column(labelColumn);
        return new HoldoutSettings(
            "test", items, id ?? new IdSource.Default(), source, new Dictionary<string, InputSettings>(), null, classes, exclude, new Dictionary<string, string>());
    }

    protected static HoldoutSettings WithSlices(HoldoutSettings settings, params (string Name, string Sql)[] slices) =>
        settings with { Slices = slices.ToDictionary(slice => slice.Name, slice => slice.Sql) };

    protected static void AssertProblem(Action read, string code, params string[] words)
    {
        var problems = Assert.Throws<ModelCIException>(read)!.Problems;
        var text = string.Join('\n', problems.Select(problem => $"{problem.Where}: {problem.What}; {problem.Fix}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problems.Select(problem => problem.Code), Is.All.EqualTo(code), text);
            foreach (var word in words) Assert.That(text, Does.Contain(word));
        }
    }

    protected static byte[] Row(FeatureColumn? column, int row)
    {
        var numbers = (NumericColumn)column!;
        var bytes = new byte[numbers.RowBytes];
        numbers.CopyRow(row, bytes);
        return bytes;
    }

    protected static long[] Integers(FeatureColumn? column) => [.. Enumerable.Range(0, column!.Rows).Select(row => BitConverter.ToInt64(Row(column, row)))];

    protected static double[] Numbers(FeatureColumn? column) => [.. Enumerable.Range(0, column!.Rows).Select(row => BitConverter.ToDouble(Row(column, row)))];

    protected static string[] Texts(FeatureColumn? column) => [.. Enumerable.Range(0, column!.Rows).Select(row => ((TextColumn)column)[row])];

    protected static int[] Labels(HoldoutData data) => [.. Enumerable.Range(0, data.Labels.Count).Select(row => data.Labels[row])];
}
