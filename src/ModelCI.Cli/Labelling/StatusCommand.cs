using System.CommandLine;

namespace ModelCI.Cli.Labelling;

/// <summary><c>modelci labels status</c>: the exact label account.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var offline = LabelsCommand.Offline();
        var command = new Command("status", "Show labels there, used, charged and left. These numbers depend on the test set: keep them from whoever trains models") { offline };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var status = LabelStatus.Of(LabelDesk.Open(common.ConfigurationFile(parse), parse.GetValue(offline)));
                    terminal.Result(common.IsJson(parse) ? status.ToJson() : status.ToText());
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }
}
