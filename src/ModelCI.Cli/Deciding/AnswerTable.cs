using System.Globalization;
using System.Text;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Reports;

namespace ModelCI.Cli.Deciding;

/// <summary>Answers for people: a row per replicate; the clauses where there is only one.</summary>
internal static class AnswerTable
{
    public static string Of(IReadOnlyList<ReplicateAnswer> answers)
    {
        var text = new StringBuilder();
        text.Append(TextTable.Render(
            ["replicate", "verdict", "outcome", ">items", ">labels"],
            answers.Select(answer => new[]
            {
                answer.Replicate, answer.Verdict.ToString().ToLowerInvariant(), Why(answer),
                Count(answer.Decision.Evidence.ItemsRead), Count(answer.Decision.Evidence.LabelledPositions.Count),
            })));
        text.AppendLine();
        text.Append(answers.Count == 1 ? Clauses(answers[0]) : Summary(answers));
        return text.ToString();
    }

    private static string Why(ReplicateAnswer answer) => answer.Outcome switch
    {
        "undecided" => $"undecided: no {answer.Shortage} left",
        "waiting" => string.Create(CultureInfo.InvariantCulture, $"needs the label of row {answer.WaitsFor}"),
        var outcome => outcome,
    };

    private static string Clauses(ReplicateAnswer answer) => TextTable.Render(
        ["clause", "outcome", ">ln E", ">estimate", ">lower", ">upper"],
        answer.Clauses.Select(clause => new[]
        {
            clause.Clause, clause.Shown.Outcome.ToString().ToLowerInvariant(), Number(clause.AcceptLogValue, "0.00"),
            Number(clause.Shown.Estimate), Number(clause.Shown.Lower), Number(clause.Shown.Upper),
        }));

    private static string Summary(IReadOnlyList<ReplicateAnswer> answers)
    {
        var counts = new[] { Verdict.Pass, Verdict.Fail, Verdict.Waiting }
            .Select(verdict => $"{Count(answers.Count(answer => answer.Verdict == verdict))} {verdict.ToString().ToLowerInvariant()}");
        return $"{Count(answers.Count)} replicates: {string.Join(", ", counts)}\n";
    }

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double? value, string format = "0.0000") => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}
