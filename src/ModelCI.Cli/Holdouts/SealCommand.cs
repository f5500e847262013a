using System.CommandLine;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Keys;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Problems;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary><c>modelci holdout seal</c>: encrypts items and labels, or makes the keys for it.</summary>
internal static class SealCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var newKey = new Option<bool>("--new-key") { Description = "Print a new pair of keys and do nothing else; needs no configuration" };
        var force = new Option<bool>("--force") { Description = "Replace sealed files that exist" };
        var command = new Command(
            "seal", "Encrypt the items and labels under MODELCI_KEY: FILE.sealed is written beside each FILE, which stays") { newKey, force };
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    if (!parse.GetValue(newKey)) return Seal(common.ConfigurationFile(parse), parse.GetValue(force), terminal, common.IsJson(parse), cancellation);
                    if (parse.GetValue(force))
                        throw new ModelCIException("MCI1010", "--new-key prints keys and writes no file, so --force means nothing beside it", "--force", "leave --force out");
                    NewKeys.Print(terminal, common.IsJson(parse));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static int Seal(string file, bool overwrite, Terminal terminal, bool isJson, CancellationToken cancellation)
    {
        var keys = KeyRing.Take();
        var configuration = ConfigurationReader.Read(file);
        var files = HoldoutSealer.Seal(configuration.Holdout, configuration.Folder, keys, overwrite, cancellation);
        terminal.Result(isJson
            ? RewrittenFiles.ToJson(configuration, files)
            : RewrittenFiles.ToText($"sealed for the test set '{configuration.Holdout.Name}'; now write in {Path.GetFileName(configuration.File)}:", files));
        terminal.Note(
            """
            The plain files are still there, and what was ever committed stays readable in git's history. Keep them away from whoever trains models,
            and do not commit them again (`git rm --cached FILE`). If they were readable there, the guarantee holds only if nobody chose a model by
            looking at them: a new test set has no such past.
            """);
        return ExitCodes.Success;
    }
}
