using ModelCI.Cli.Configuration;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>Configurations to start from, and the problems of what they become.</summary>
internal static class Sample
{
    public const string Minimal = """
        version: 1
        candidate: models/new.onnx
        baseline: base
        holdout:
          name: adult
          items: holdout/items.csv
          labels: holdout/labels.csv
        gate:
          condition: n - o > 0 +/- 0.01
          reliability: 0.999

        """;

    /// <summary><see cref="Minimal"/> with further lines, each of the form <c>section: line</c>, at the end of their section.</summary>
    public static string With(params string[] additions)
    {
        var text = Minimal;
        foreach (var addition in additions)
        {
            var parts = addition.Split(": ", 2);
            var header = $"{parts[0]}:\n";
            text = text.Contains(header, StringComparison.Ordinal)
                ? text.Replace(header, $"{header}  {parts[1]}\n", StringComparison.Ordinal)
                : $"{text}{header}  {parts[1]}\n";
        }
        return text;
    }

    /// <summary><see cref="Minimal"/> with one line exchanged, named by its key.</summary>
    public static string Changed(string key, string line)
    {
        var lines = Minimal.Split('\n').ToList();
        var at = lines.FindIndex(candidate => candidate.TrimStart().StartsWith(key + ":", StringComparison.Ordinal));
        lines[at] = new string(' ', lines[at].Length - lines[at].TrimStart().Length) + line;
        return string.Join('\n', lines);
    }

    public static GateConfiguration Read(string text) => ConfigurationReader.Parse(text, "modelci.yml", Path.GetTempPath());

    public static IReadOnlyList<Problem> Problems(string text)
    {
        try
        {
            Read(text);
            return [];
        }
        catch (ModelCIException exception)
        {
            return exception.Problems;
        }
    }

    /// <summary>The only problem; fails on none and on several.</summary>
    public static Problem Problem(string text)
    {
        var problems = Problems(text);
        Assert.That(problems, Has.Count.EqualTo(1), string.Join('\n', problems));
        return problems[0];
    }
}
