using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Core.Sealing;
using ModelCI.Holdout;

namespace ModelCI.Cli.Validating;

/// <summary>The configured test set, read while somebody watches.</summary>
internal static class HoldoutFiles
{
    /// <exception cref="Core.Problems.ModelCIException">It cannot be used; codes MCI3xxx, and MCI4xxx for sealed files.</exception>
    public static HoldoutData Read(GateConfiguration configuration, TestSetKeys? keys, Terminal terminal, TimeProvider time)
    {
        using var line = new ActivityLine(terminal, time, "reading items and labels");
        return HoldoutReader.Read(configuration.Holdout, configuration.Folder, keys);
    }
}
