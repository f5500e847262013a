using System.CommandLine;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout</c>: the test set's files.</summary>
internal static class HoldoutCommand
{
    public static Command Create() => new("holdout", "The files of a test set")
    {
        SealCommand.Create(),
        UnsealCommand.Create(),
    };
}
