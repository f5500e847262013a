using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>What the name of a table's file says about its content.</summary>
/// <param name="Separator">Of fields; of no meaning in other kinds.</param>
/// <param name="Compression">As DuckDB calls it.</param>
internal sealed record TableFormat(TableKind Kind, char Separator, string Compression)
{
    /// <summary>For messages.</summary>
    public const string Endings = ".csv, .tsv, .parquet and JSON lines (.jsonl, .ndjson, .json) files, text also compressed (.gz, .zst)";

    /// <summary>As DuckDB calls it.</summary>
    public const string Gzip = "gzip";

    private const string NotCompressed = "uncompressed";

    private static readonly (string Ending, string Compression)[] Compressions = [(".gz", Gzip), (".zst", "zstd")];

    private static readonly (string Ending, TableKind Kind, char Separator)[] Texts =
        [(".csv", TableKind.Separated, ','), (".tsv", TableKind.Separated, '\t'), (".jsonl", TableKind.JsonLines, ','), (".ndjson", TableKind.JsonLines, ','), (".json", TableKind.JsonLines, ',')];

    /// <summary>CSV as it is.</summary>
    public static TableFormat Csv { get; } = new(TableKind.Separated, ',', NotCompressed);

    public bool IsCompressed => Compression != NotCompressed;

    /// <summary>Null where the file is no table.</summary>
    public static TableFormat? Of(HoldoutFile file) => Split(file).Format;

    /// <summary>The name of a table's content without its endings.</summary>
    public static string StemOf(HoldoutFile file) => Split(file).Stem;

    private static (string Stem, TableFormat? Format) Split(HoldoutFile file)
    {
        var name = file.ContentName;
        if (HasEnding(name, ".parquet")) return (name[..^".parquet".Length], new TableFormat(TableKind.Parquet, ',', NotCompressed));
        var (packed, compression) = Compressions.FirstOrDefault(packing => HasEnding(name, packing.Ending), (Ending: "", Compression: NotCompressed));
        var text = name[..^packed.Length];
        var (ending, kind, separator) = Texts.FirstOrDefault(format => HasEnding(text, format.Ending));
        return ending is null ? (name, null) : (text[..^ending.Length], new TableFormat(kind, separator, compression));
    }

    private static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
