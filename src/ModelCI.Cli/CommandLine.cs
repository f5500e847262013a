using System.CommandLine;
using System.CommandLine.Help;
using ModelCI.Cli.Completing;
using ModelCI.Cli.Deciding;
using ModelCI.Cli.Diagnosing;
using ModelCI.Cli.Help;
using ModelCI.Cli.Holdouts;
using ModelCI.Cli.Labelling;
using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Predicting;
using ModelCI.Cli.Reporting;
using ModelCI.Cli.Simulating;
using ModelCI.Cli.Starting;
using ModelCI.Cli.Terminals;
using ModelCI.Cli.Testing;
using ModelCI.Core.Problems;

namespace ModelCI.Cli;

/// <summary>Parses the arguments, runs one command, and turns what happens into an exit code: the one place that catches.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = Root();
        var isCompleted = CompletionCommand.IsAsked(arguments);
        // The library ends as a bug on a directive of this name that is written in another way.
        if (!isCompleted) root.Directives.Clear();
        var parse = root.Parse(arguments);
        // A shell asks how a line that is not finished goes on: that it is not complete is no mistake.
        if (parse.Errors.Count > 0 && !isCompleted)
        {
            // The library's own exit code for this is 1, which means "fail" here.
            new Terminal(quiet: false, noColour: false).Problems([.. ArgumentProblems.Of(parse)]);
            return ExitCodes.Problem;
        }
        return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    }

    /// <summary>Every command with its options.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("ModelCI: a statistical gate for machine-learning models in continuous integration.")
        {
            TestCommand.Create(),
            PlanCommand.Create(),
            DecideCommand.Create(),
            PredictCommand.Create(),
            SimulateCommand.Create(),
            LabelsCommand.Create(),
            HoldoutCommand.Create(),
            LedgerCommand.Create(),
            ReportCommand.Create(),
            InitCommand.Create(),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage();
        // Forms that shells would offer at every word.
        foreach (var alias in (string[])["-?", "/?", "/h"]) help.Aliases.Remove(alias);
        return root;
    }

    /// <summary>Runs a command's body under the contract of exit codes.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> body)
    {
        try
        {
            return await body().ConfigureAwait(false);
        }
        catch (ModelCIException exception)
        {
            terminal.Problems(exception.Problems);
            return ExitCodes.Problem;
        }
        catch (OperationCanceledException)
        {
            terminal.Error("cancelled: no verdict was recorded or shown; an evaluation that was opened already has spent its step");
            return ExitCodes.Cancelled;
        }
        catch (Exception exception)
        {
            terminal.Error($"this is a bug in ModelCI {ToolVersion.Text}, please report it\n{exception}");
            return ExitCodes.Bug;
        }
    }
}
