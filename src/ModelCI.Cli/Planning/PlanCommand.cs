using System.CommandLine;
using ModelCI.Cli.Configuration.Declaration;
using ModelCI.Cli.Flags;

namespace ModelCI.Cli.Planning;

/// <summary><c>modelci plan</c>: how many labels each method needs.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var assumptions = new AssumptionFlags();
        var questions = new PlannedRunReader(new QuestionFlags(), new AccountFlags(), assumptions);
        var command = new Command("plan",
            """
            How many labels each method needs for a configuration, or for --condition and --reliability: the sequential test by simulation, samples of a
            fixed size by Hoeffding's and Bennett's inequalities and by binomial tails, what other tolerances cost, and how many runs are left.
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
                    var replicates = reader.Integer(assumptions.Replicates, new ValueShape.Integer(1));
                    var run = questions.Read(reader, common.ConfigurationFile(parse, questions.NeedsConfiguration(parse)));
                    PoolCheck.Check(run, reader, assumptions);
                    var plan = Plan.Of(run, replicates, seed, terminal, cancellation);
                    terminal.Result(common.IsJson(parse) ? PlanJson.Of(plan) : PlanTable.Of(plan));
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }
}
