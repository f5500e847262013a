using System.CommandLine;

namespace ModelCI.Cli.Ledgers;

/// <summary><c>modelci ledger</c>: the account of a test set.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "The account of a test set")
    {
        ShowCommand.Create(),
        VerifyCommand.Create(),
        ExportCommand.Create(),
    };
}
