using System.Globalization;
using ModelCI.Benchmarks.Processes;
using ModelCI.DuckDB;

namespace ModelCI.Benchmarks.Pools;

/// <summary>A Parquet file of 1,000,000 rows and 20 columns, two softmax regressions, and conditions over two slices of it.</summary>
internal static class MillionRows
{
    public const int Rows = 1_000_000;

    private const int Features = 16;

    public static void WriteTo(string folder)
    {
        var file = Path.Combine(folder, "items.parquet");
        using var database = DuckDBDatabase.OpenInMemory([file]);
        var features = string.Join(", ", Enumerable.Range(0, Features).Select(index => string.Create(CultureInfo.InvariantCulture, $"f{index}")));
        var sum = features.Replace(", ", " + ", StringComparison.Ordinal);
        // Hashes of the row number in place of random numbers: the same file on every machine.
        var cells = string.Join(", ", Enumerable.Range(0, Features).Select(index => string.Create(
            CultureInfo.InvariantCulture, $"CAST(hash(i * 64 + {index}) % 2000001 AS FLOAT) / 1000000 - 1 AS f{index}")));
        database.Execute($"""
            COPY (SELECT i AS id, {features},
                         CASE WHEN hash(i * 64 + 40) % 2 = 0 THEN 'Female' ELSE 'Male' END AS sex,
                         CAST(hash(i * 64 + 41) % 70 + 18 AS INTEGER) AS age,
                         CAST({sum} + (CAST(hash(i * 64 + 42) % 2001 AS FLOAT) / 1000 - 1) > 0 AS INTEGER) AS label
                  FROM (SELECT range AS i, {cells} FROM range({Rows})))
            TO {DuckDBText.Literal(file)} (FORMAT parquet)
            """);
        foreach (var model in (string[])["candidate", "baseline"])
            File.Copy(Path.Combine(Checkout.Root, "tests", "ModelCI.Benchmarks", "Pools", "Models", $"{model}.onnx"), Path.Combine(folder, $"{model}.onnx"));
        Configure(folder, "n - o > 0 +/- 0.01");
    }

    /// <summary>Asks another question of the same models and items.</summary>
    public static void Configure(string folder, string condition) => File.WriteAllText(Path.Combine(folder, "modelci.yml"), $$"""
        version: 1
        candidate: candidate.onnx
        baseline: baseline.onnx
        holdout:
          name: million-rows
          items: items.parquet
          labels: { column: label }
          inputs:
            x: [{{string.Join(", ", Enumerable.Range(0, Features).Select(index => string.Create(CultureInfo.InvariantCulture, $"f{index}")))}}]
          slices:
            women: "sex = 'Female'"
            old: "age >= 65"
        gate:
          condition: "{{condition}} /\\ n[women] - o[women] > -0.02 +/- 0.02 /\\ n[old] - o[old] > -0.02 +/- 0.02"
          reliability: 0.999
        ledger: { remote: none }
        """);
}
