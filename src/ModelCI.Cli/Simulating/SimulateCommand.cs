using System.CommandLine;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Planning;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Simulation;

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
                    var rows = Simulate(run, replicates, seed, terminal, cancellation);
                    terminal.Result(common.IsJson(parse) ? SimulationJson.Of(run, rows, replicates, seed) : SimulationTable.Of(run, rows, replicates, seed));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static IReadOnlyList<SimulatedRow> Simulate(PlannedRun run, int replicates, ulong seed, Terminal terminal, CancellationToken cancellation)
    {
        var rows = SimulationRow.Of(run);
        var total = rows.Count(row => row.Scenario is not null) * (long)replicates;
        using var line = new ProgressLine(terminal, TimeProvider.System, "simulating", (int)Math.Min(total, int.MaxValue), "test sets");
        var done = 0;
        return [.. rows.Select(Simulated)];

        SimulatedRow Simulated(SimulationRow row)
        {
            if (row.Scenario is not { } scenario) return new SimulatedRow(row, null, null);
            var result = Simulator.Run(run.Question, scenario.Population, replicates, seed, new Offset(line, done), cancellation);
            done += replicates;
            return new SimulatedRow(row, result, WaldLabels.Of(run.Clauses, run.Policy.Mode, run.Levels, scenario.Population));
        }
    }

    /// <summary>Goes on counting where the row before ended.</summary>
    private sealed class Offset(IProgress<int> line, int before) : IProgress<int>
    {
        public void Report(int value) => line.Report(before + value);
    }
}
