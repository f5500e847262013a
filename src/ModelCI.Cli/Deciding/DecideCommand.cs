using System.CommandLine;
using ModelCI.Cli.Flags;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Reports;
using ModelCI.Holdout.Predictions;

namespace ModelCI.Cli.Deciding;

/// <summary><c>modelci decide</c>: the decision core alone.</summary>
internal static class DecideCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var flags = new QuestionFlags();
        var file = new Argument<string>("file") { Description = ".csv, .parquet or JSON lines with the columns candidate, baseline, label", HelpName = "FILE" };
        var command = new Command("decide",
            """
            Decide a condition on predictions made elsewhere, row by row in file order.

            This is the decision core alone and no gate: nothing is recorded, so that nothing keeps account of how often a test set is asked. An empty
            label is not available yet; the label "unsure", unless a class bears that name, says that nobody can label the item, which then counts as the
            worst that it could be. Further columns: slices of the condition (true or false); replicate, by which the rows are split into test sets
            of their own; for topk(., k) the classes by falling score, candidate_top_1 to candidate_top_k, and likewise baseline_top_1 and so on. With
            --loss candidate, baseline and label are numbers.

            Exit codes: 0 pass, 1 fail, 3 a needed label is missing; for several replicates 3 if any waits, else 1 if any fails, else 0.
            """) { file };
        flags.AddTo(command);
        common.AddTo(command, readsConfiguration: false);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    var question = Question.Of(flags, new FlagReader(parse));
                    var answers = Decide(question, parse.GetValue(file)!, cancellation);
                    return common.IsJson(parse) ? PrintLines(answers, terminal) : PrintTable([.. answers], terminal);
                },
                cancellation));
        });
        return command;
    }

    /// <summary>Lazily, in file order, on all processors.</summary>
    private static IEnumerable<ReplicateAnswer> Decide(Question question, string path, CancellationToken cancellation)
    {
        var file = PredictionFile.Read(path, Directory.GetCurrentDirectory(), question.Request);
        var clauses = question.Resolve(file.Task);
        return file.Replicates.AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(rows => ReplicateAnswer.Of(question, clauses, rows, file.Task.Classes)).AsSequential();
    }

    private static int PrintLines(IEnumerable<ReplicateAnswer> answers, Terminal terminal) => ExitCode(answers.Select(answer =>
    {
        terminal.Result(AnswerJson.Line(answer));
        return answer.Verdict;
    }));

    private static int PrintTable(ReplicateAnswer[] answers, Terminal terminal)
    {
        terminal.Result(AnswerTable.Of(answers));
        return ExitCode(answers.Select(answer => answer.Verdict));
    }

    private static int ExitCode(IEnumerable<Verdict> verdicts) => verdicts.Max(GateReport.ExitCodeOf);
}
