using System.CommandLine;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Planning;

namespace ModelCI.Cli.Simulating;

/// <summary><c>modelci simulate</c>: error rates and label counts of a question, by simulation.</summary>
internal static class SimulateCommand
{
    private const int UsualReplicates = 2000;

    public static Command Create()
    {
        var common = new CommonOptions();
        var assumptions = new AssumptionFlags();
        var questions = new PlannedRunReader(new QuestionFlags(), new AccountFlags(), assumptions);
        var command = new Command("simulate",
            """
            Error rates and label counts of a configuration, or of --condition and --reliability, by simulation.

            Draws test sets from productions in which every clause is a given number of tolerances (eps) away from its constant (c), and decides each with
            the gate itself at the level of the next run. Equal seeds give equal results.
            """);
        questions.AddTo(command);
        common.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var reader = new FlagReader(parse);
                    var seed = reader.Seed(assumptions.Seed) ?? AssumptionFlags.UsualSeed;
                    var replicates = reader.Integer(assumptions.Replicates, new ValueShape.Integer(1)) ?? UsualReplicates;
                    var run = questions.Read(reader, common.ConfigurationFile(parse, questions.NeedsConfiguration(parse)));
                    PoolCheck.Check(run, reader, assumptions);
                    var rows = SimulatedRows.Of(run, SimulationRow.Of(run), replicates, seed, terminal, "simulating", cancellation);
                    terminal.Result(common.IsJson(parse) ? SimulationJson.Of(run, rows, replicates, seed) : SimulationTable.Of(run, rows, replicates, seed));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }
}
