using ModelCI.EndToEnd.Tests.Support;

namespace ModelCI.EndToEnd.Tests.Documentation;

/// <summary>How a reader comes to a block of commands, and what is theirs afterwards.</summary>
/// <param name="Workspace">Where they type.</param>
/// <param name="ExitCodes">Of each line.</param>
internal sealed record Story(Func<Workspace> Workspace, params IReadOnlyList<int> ExitCodes)
{
    /// <summary>What happens before a line, which is told by its number, given what came of those above.</summary>
    public Action<Workspace, int, IReadOnlyList<Outcome>>? Before { get; init; }

    public Action<Workspace, IReadOnlyList<Outcome>>? After { get; init; }

    /// <summary>How a line is run.</summary>
    public Func<Workspace, string, Outcome> Run { get; init; } = Shell.Run;
}
