using System.Globalization;
using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Ledgers;

/// <summary>When an entry was written, as its writer's clock had it.</summary>
internal static class EntryTime
{
    /// <summary>As it stands in an entry.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Null where an entry has another form than ModelCI writes.</summary>
    public static DateTimeOffset? Of(EntryHeader header) => DateTimeOffset.TryParseExact(
        header.Time, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
