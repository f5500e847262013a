using System.CommandLine;

namespace ModelCI.Cli.Labelling;

/// <summary><c>modelci labels</c>: labels are bought while they are needed.</summary>
internal static class LabelsCommand
{
    public static Command Create() => new(
        "labels", "Buy labels one request at a time. For labellers and maintainers: what these commands tell depends on the test set, keep it from whoever trains models")
    {
        RequestCommand.Create(),
        ImportCommand.Create(),
        StatusCommand.Create(),
    };

    /// <summary>As <c>modelci test</c> has it.</summary>
    public static Option<bool> Offline() => new("--offline") { Description = "Read this clone's copy of the ledger, without the remote" };
}
