using System.CommandLine;
using System.Text;

namespace ModelCI.Cli.Ledgers;

/// <summary><c>modelci ledger export</c>: the entries as they are stored, one line each, without their sealed parts.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var reading = new LedgerReading();
        var command = new Command("export", "Print the entries as JSON lines");
        reading.AddTo(command);
        reading.SetAction(command, call =>
        {
            var ledger = call.Access.LoadWithoutKey();
            call.Terminal.Result(string.Concat(ledger.Records.Select(record => Encoding.UTF8.GetString(record.Entry) + "\n")));
        });
        return command;
    }
}
