namespace ModelCI.Cli.Diagnosing;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is, in a word or two.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Fix">How to mend it; null where nothing is wrong.</param>
internal sealed record Check(string Name, CheckState State, string Finding, string? Fix = null)
{
    public static Check Ok(string name, string finding) => new(name, CheckState.Ok, finding);

    /// <summary>What a run would be told.</summary>
    public static Check Of(string name, CheckState state, Core.Problems.Problem problem) =>
        new(name, state, $"{problem.Code}: {(problem.Where is null ? "" : problem.Where + ": ")}{problem.What}", problem.Fix);
}

/// <summary>How much it matters.</summary>
internal enum CheckState
{
    Ok,
    /// <summary>Runs work, or work elsewhere.</summary>
    Warning,
    /// <summary>A run here would end with exit code 2.</summary>
    Problem,
}
