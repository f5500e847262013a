namespace ModelCI.Benchmarks.Labels;

/// <summary>The table between two marks of README.md.</summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- labels: dotnet run -c Release --project tests/ModelCI.Benchmarks -- labels --readme README.md -->";
    private const string End = "<!-- end of labels -->";

    public static void Replace(FileInfo file, string table)
    {
        var text = File.ReadAllText(file.FullName);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new InvalidDataException($"{file}: no '{Begin}' before '{End}'");
        File.WriteAllText(file.FullName, $"{text[..(begin + Begin.Length)]}\n{table}\n{text[end..]}");
    }
}
