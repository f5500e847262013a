using System.CommandLine;

namespace ModelCI.Cli.Diagnosing;

/// <summary><c>modelci doctor</c>: what would keep a run from working here.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var offline = new Option<bool>("--offline") { Description = "Leave the ledger's remote alone" };
        var command = new Command(
            "doctor",
            "Look at versions, configuration, remote, keys, native libraries, the process that runs models, and folders, and say how to mend what is wrong. Nothing is "
            + "decided, recorded or pushed, and no item is read; keys are named by their fingerprints. Exit code 2 if a run here would fail, else 0") { offline };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    // First of all: no process that is started from now on inherits the keys.
                    var keys = KeyChecks.Take();
                    var checks = new List<Check>();
                    foreach (var check in Diagnosis.Of(common.ConfigurationFile(parse, isNeeded: false), keys, parse.GetValue(offline), TimeProvider.System))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        checks.Add(check);
                    }
                    terminal.Result(common.IsJson(parse) ? DoctorReport.ToJson(checks) : DoctorReport.ToText(checks));
                    return checks.Any(check => check.State == CheckState.Problem) ? ExitCodes.Problem : ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }
}
