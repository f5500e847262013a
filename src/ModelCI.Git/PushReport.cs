namespace ModelCI.Git;

/// <summary>Why a push failed, as <c>git push --porcelain</c> and the server's lines tell.</summary>
internal sealed class PushReport
{
    // Words of git's own checks before anything is sent.
    private static readonly string[] Races = ["(fetch first)", "(non-fast-forward)", "(stale info)"];

    private PushReport(bool isLostRace, string reason)
    {
        IsLostRace = isLostRace;
        Reason = reason;
    }

    /// <summary>Another appender was, or is at this moment, changing the ref.</summary>
    public bool IsLostRace { get; }

    /// <summary>One line, fit for a message.</summary>
    public string Reason { get; }

    public static PushReport Of(GitOutput push)
    {
        // A line "! \t from:to \t [remote rejected] (reason)".
        var rejection = push.Lines.FirstOrDefault(line => line.StartsWith("!\t", StringComparison.Ordinal))?.Split('\t')[^1] ?? "";
        var isLostRace = Races.Any(race => rejection.EndsWith(race, StringComparison.Ordinal))
            || RefConflict.IsIn(rejection) || RefConflict.IsIn(push.Error);
        // A hook that declines says why, and so does git where nothing was rejected by name.
        var isPlain = rejection.Length > 0 && !rejection.Contains("declined", StringComparison.Ordinal);
        return new PushReport(isLostRace, isPlain ? ServerText.Clean(rejection) : push.ErrorLine);
    }
}
