using System.Text.RegularExpressions;

namespace ModelCI.Inference;

/// <summary>Reduces what ONNX Runtime says to one readable line.</summary>
internal static partial class OnnxRuntimeText
{
    private const int Length = 300;

    /// <summary>Why a model was not loaded; without the path, which the message names already.</summary>
    public static string OfLoad(string text) => Readable(LoadPreamble().Replace(text, ""), Length);

    /// <summary>Whether memory could not be had.</summary>
    public static bool IsOutOfMemory(string text) =>
        text.Contains("Failed to allocate memory", StringComparison.Ordinal) || text.Contains("bad_alloc", StringComparison.Ordinal)
        || text.Contains("bad allocation", StringComparison.Ordinal) || text.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Cannot allocate memory", StringComparison.Ordinal);

    /// <summary>Why a run ended. Its numbers may be features of an item (an index out of bounds), so they are left out.</summary>
    public static string OfRun(string text)
    {
        var statement = ErrorCode().Replace(text, "");
        var status = statement.IndexOf("Status Message:", StringComparison.Ordinal);
        // What stands before names the node and holds no data.
        return Readable(status < 0 ? Digits().Replace(statement, "#") : statement[..status] + Digits().Replace(statement[status..], "#"), Length);
    }

    /// <summary>One line without control characters and final full stop, cut at <paramref name="length"/>.</summary>
    public static string Readable(string text, int length)
    {
        var line = Unprintable().Replace(text, " ").TrimStart(' ').TrimEnd(' ', '.');
        return line.Length <= length ? line : line[..length] + "...";
    }

    [GeneratedRegex(@"^(\[ErrorCode:\w+\]\s*)?(Load model from .*? failed:\s*)?(Fatal error:\s*)?", RegexOptions.Singleline)]
    private static partial Regex LoadPreamble();

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Digits();

    // Control and format characters (bidirectional overrides among them), and runs of white space.
    [GeneratedRegex(@"[\p{C}\s]+")]
    private static partial Regex Unprintable();
}
