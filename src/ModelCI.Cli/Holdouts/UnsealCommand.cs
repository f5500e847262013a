using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout unseal</c>: decrypts items and labels.</summary>
internal static class UnsealCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var output = new Option<string?>("--output") { Description = "Folder of the plain files (default: beside the sealed ones)", HelpName = "DIR" };
        var command = new Command("unseal", "Decrypt the items and labels; no file is ever replaced") { output };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var keys = KeyRing.Take();
                    var configuration = ConfigurationReader.Read(common.ConfigurationFile(parse));
                    var folder = parse.GetValue(output) is { } given ? Path.GetFullPath(given) : null;
                    var files = HoldoutSealer.Unseal(configuration.Holdout, configuration.Folder, keys, folder, cancellation);
                    terminal.Result(common.IsJson(parse)
                        ? RewrittenFiles.ToJson(configuration, files)
                        : RewrittenFiles.ToText($"unsealed the test set '{configuration.Holdout.Name}':", files));
                    terminal.Note("These files are in clear: keep them out of the repository and away from whoever trains models.");
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }
}
