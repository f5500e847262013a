using System.CommandLine;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout</c>: the test set's files and its life.</summary>
internal static class HoldoutCommand
{
    public static Command Create() => new("holdout", "The files of a test set, and its life")
    {
        CheckCommand.Create(),
        SealCommand.Create(),
        UnsealCommand.Create(),
        ExtendCommand.Create(),
        RotateCommand.Create(),
    };
}
