using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelCI.Reporting.Publishing;

/// <summary>publication.json: a run that ended, in the words that the Action publishes as they are.</summary>
/// <param name="Schema"><see cref="CurrentSchema"/>.</param>
/// <param name="TestSet">Its name; null where the configuration does not tell.</param>
/// <param name="Verdict">As in report.json, or <c>broken</c>.</param>
/// <param name="Undecided">Whether the evidence did not suffice; true only where feedback lets it be known.</param>
/// <param name="ExitCode">Of the process that wrote this: under another one, this does not count.</param>
/// <param name="Conclusion">Of the check run, in GitHub's words.</param>
/// <param name="Title">One line of plain text.</param>
/// <param name="Check">Markdown, the longest first; a shorter one is for where that is too long.</param>
/// <param name="Comment">Likewise; the marker is the first line.</param>
/// <param name="Summary">Likewise.</param>
/// <param name="Outputs">Of the Action, by name.</param>
public sealed record Publication(
    string Schema, string? TestSet, string Verdict, bool Undecided, int ExitCode, string Conclusion, string Title,
    IReadOnlyList<string> Check, IReadOnlyList<string> Comment, IReadOnlyList<string> Summary,
    IReadOnlyList<Annotation> Annotations, IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>Version of the form.</summary>
    public const string CurrentSchema = "modelci.publication/1";

    /// <summary>UTF-8 text with a final line end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PublishingFormat.Readable.Publication) + "\n";
}

/// <summary>A remark at a line of a file.</summary>
/// <param name="Path">Relative to the repository's root, with slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Level">failure, warning or notice.</param>
public sealed record Annotation(string Path, int Line, string Level, string Title, string Message);

/// <summary>announcement.json: what to publish while a run goes on, and in case that it does not end as it should.</summary>
/// <param name="Schema"><see cref="CurrentSchema"/>.</param>
/// <param name="TestSet">Its name; null where the configuration does not tell.</param>
/// <param name="CheckName">One per test set, as branch protection matches by name.</param>
/// <param name="Marker">First line of the comment, by which it is found again.</param>
/// <param name="Candidate">The configured candidate, relative to the repository's root; null where it is no file of the work tree.</param>
public sealed record Announcement(
    string Schema, string? TestSet, string CheckName, string Marker, string? Candidate, State Running, State Cancelled, State Crashed)
{
    /// <summary>Version of the form.</summary>
    public const string CurrentSchema = "modelci.announcement/1";

    /// <summary>UTF-8 text with a final line end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PublishingFormat.Readable.Announcement) + "\n";
}

/// <summary>A run without a verdict.</summary>
/// <param name="Title">One line of plain text.</param>
/// <param name="Summary">Markdown.</param>
/// <param name="Conclusion">Of the check run; null while it goes on.</param>
public sealed record State(string Title, string Summary, string? Conclusion);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(Announcement))]
internal sealed partial class PublishingJson : JsonSerializerContext;

/// <summary>Writes both: Markdown stays readable, as JSON allows.</summary>
internal static class PublishingFormat
{
    public static readonly PublishingJson Readable = new(new JsonSerializerOptions(PublishingJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
