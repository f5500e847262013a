using System.Globalization;
using ModelCI.Cli.Predicting;
using ModelCI.Core.Sealing;

namespace ModelCI.Cli.Diagnosing;

/// <summary>Folders that runs write to.</summary>
internal static class FolderChecks
{
    private const long LittleRoom = 1L << 30;

    public static IEnumerable<Check> Of(TestSetKeys? keys)
    {
        var temporary = Path.GetTempPath();
        yield return WhyNotWritable(temporary) is { } why
            ? new Check("temporary", CheckState.Problem, $"{temporary}: {why}", "make room or change its permissions, or name another folder by the variable TMPDIR")
            : Room(temporary) is < LittleRoom and var room
                ? new Check("temporary", CheckState.Warning, string.Create(CultureInfo.InvariantCulture, $"{temporary}: {room >> 20:#,0} MiB free"), "make room: large tables and models are unpacked there")
                : Check.Ok("temporary", $"{temporary}: writable");
        var cache = AnswerCache.Folder();
        yield return cache is null
            ? new Check("cache", CheckState.Warning, "this user has no folder for it: models are run every time", $"name one by the variable {AnswerCache.Variable}")
            : WhyNotWritable(cache) is { } reason
                ? new Check("cache", CheckState.Warning, $"{cache}: {reason}; models are run every time", $"change its permissions, or name another folder by the variable {AnswerCache.Variable}")
                : Check.Ok("cache", $"{cache}: writable{(keys is null ? "" : ", sealed with the key")}");
    }

    /// <summary>Null where a file can be written.</summary>
    private static string? WhyNotWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"modelci-doctor-{Guid.NewGuid():N}");
            File.WriteAllText(file, "");
            File.Delete(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }

    private static long Room(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
