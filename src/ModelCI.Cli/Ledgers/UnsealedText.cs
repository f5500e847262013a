using System.Globalization;
using System.Text;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Ledgers;

/// <summary>The exact account for people who take no part in choosing models.</summary>
internal static class UnsealedText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(LedgerView view)
    {
        var (text, exact) = (new StringBuilder(), view.Exact!);
        text.Append("unsealed: not for people who choose models\n");
        text.Append(TextTable.Render([">step", ">needed", ">new", ">total", ">ties", "reason"], view.Events.Where(line => line.Details is not null).Select(Cells)));
        text.Append(Culture, $"labels used: {exact.Used:#,0}; with what unfinished evaluations may use: {exact.Charged:#,0}\n\n");
        var clauses = view.Events.Where(line => line.Details is { Clauses.Count: > 0 }).SelectMany(Clauses).ToArray();
        if (clauses.Length > 0) text.Append(TextTable.Render([">step", ">clause", "outcome", ">ln E accept", ">ln E refuse", "items by score, ascending"], clauses));
        var models = view.Events.Where(line => line.Details?.Models is not null).SelectMany(Models).ToArray();
        if (models.Length > 0)
        {
            text.Append('\n');
            text.Append(TextTable.Render([">step", "model", ">ties", ">label is not the highest score", ">sample answered otherwise", "constant scores"], models));
        }
        return text.ToString();
    }

    private static string[] Cells(LedgerEvent line)
    {
        var (details, items) = (line.Details!, line.Opening!.TestSet.Items);
        var isFinished = details.Total.Length > 0;
        return [
            Step(line), isFinished ? Count(details.Labels, items) : $"<={MayUse(details, items).ToString("#,0", Culture)}", isFinished ? details.New.ToString("#,0", Culture) : "",
            isFinished ? Count(details.Total, items) : "", string.Join('/', details.Ties.Select(count => count.ToString(Culture))), details.Reason,
        ];
    }

    private static IEnumerable<string[]> Clauses(LedgerEvent line) => line.Details!.Clauses.Select((clause, index) => (string[])
    [
        Step(line), (index + 1).ToString(Culture), clause.Outcome.ToLowerInvariant(), Number(clause.AcceptLogValue), Number(clause.RefuseLogValue),
        string.Join(' ', clause.Counts.Select(count => count.ToString("#,0", Culture))),
    ]);

    private static IEnumerable<string[]> Models(LedgerEvent line) => line.Details!.Models!.Select((model, index) => (string[])
    [
        Step(line), index == 0 ? "candidate" : "baseline", line.Details.Ties.ElementAtOrDefault(index).ToString("#,0", Culture),
        model.LabelDiffersFromScores.ToString("#,0", Culture), string.Create(Culture, $"{model.SampleDiffers} of {model.SampleSize}"), model.HasConstantScores ? "yes" : "no",
    ]);

    /// <summary>Labels that an evaluation without a result may use at most.</summary>
    public static int MayUse(SealedDetails opening, int items) =>
        Math.Min(opening.Limit ?? items, LabelSet.FromBytes(opening.Labels, items).Count);

    private static string Step(LedgerEvent line) => line.Kind == LedgerEvent.Evaluation ? line.Opening!.Step.ToString(Culture) : "offline";

    private static string Count(byte[] labels, int items) => LabelSet.FromBytes(labels, items).Count.ToString("#,0", Culture);

    private static string Number(double? value) => value is { } number ? number.ToString("0.00", Culture) : "-";
}
