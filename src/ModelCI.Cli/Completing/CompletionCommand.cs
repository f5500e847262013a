using System.CommandLine;
using System.Text.RegularExpressions;
using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Completing;

/// <summary><c>modelci completion</c>: a script for a shell, which asks the program itself how a line may go on (System.CommandLine's suggest directive).</summary>
internal static partial class CompletionCommand
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["bash"] = "modelci.bash",
        ["zsh"] = "modelci.zsh",
        ["pwsh"] = "modelci.ps1",
    };

    /// <summary>Whether a shell asks for completions.</summary>
    public static bool IsAsked(string[] arguments) => arguments is [var first, ..] && Directive().IsMatch(first);

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh" };
        shell.AcceptOnlyFromAmong([.. Files.Keys]);
        var command = new Command("completion", "Print a script for a shell, which then completes commands, options and their values") { shell };
        command.SetAction((parse, cancellation) =>
        {
            var terminal = new Terminal(quiet: true, noColour: true);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    terminal.Result(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "completions", Files[parse.GetValue(shell)!])));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    [GeneratedRegex(@"^\[suggest(:\d+)?\]$")]
    private static partial Regex Directive();
}
