using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Reports;
using ModelCI.Holdout.Predictions;

namespace ModelCI.Cli.Deciding;

/// <summary>One replicate, decided.</summary>
/// <param name="Clauses">In the order of the condition.</param>
internal sealed record ReplicateAnswer(string Replicate, Verdict Verdict, Decision Decision, IReadOnlyList<ClauseAnswer> Clauses)
{
    /// <summary>Why: accepted, refused, undecided or waiting.</summary>
    public string Outcome => Decision switch
    {
        Decision.Passed => "accepted",
        Decision.Failed => "refused",
        Decision.Undecided => "undecided",
        _ => "waiting",
    };

    /// <summary>What ran out; null unless undecided.</summary>
    public string? Shortage => (Decision as Decision.Undecided)?.Of.ToString().ToLowerInvariant();

    /// <summary>Row, from 1 within the replicate as error messages count, whose label is needed; null unless waiting.</summary>
    public int? WaitsFor => (Decision as Decision.Waiting)?.Position + 1;

    /// <summary>Decides the rows of a replicate in file order, as the gate does.</summary>
    public static ReplicateAnswer Of(Question question, IReadOnlyList<ClauseScore> clauses, PredictionReplicate rows, ClassList classes)
    {
        var decision = Gate.Decide(
            clauses, question.Mode, question.Levels, classes.Count, new WholePredictions(rows.Candidate, rows.Baseline, Slices(question.Slices, rows)),
            new ListedLabels(rows.Labels), new LabelAllowance(new bool[rows.Labels.Length], question.Budget));
        var verdict = decision switch
        {
            Decision.Passed => Verdict.Pass,
            Decision.Failed => Verdict.Fail,
            Decision.Undecided => question.Mode == Mode.FpFree ? Verdict.Fail : Verdict.Pass,
            _ => Verdict.Waiting,
        };
        return new ReplicateAnswer(rows.Name, verdict, decision, [.. decision.Evidence.Clauses.Select(clause => ClauseAnswer.Of(clause, question.Levels.Alpha))]);
    }

    private static ulong[]? Slices(IReadOnlyList<string> names, PredictionReplicate rows)
    {
        if (names.Count == 0) return null;
        var members = names.Select(name => rows.Slices[name]).ToArray();
        return [.. Enumerable.Range(0, rows.Labels.Length).Select(row => members.Index().Aggregate(0UL, (bits, slice) => slice.Item[row] ? bits | 1UL << slice.Index : bits))];
    }

    /// <summary>Labels by position.</summary>
    private sealed class ListedLabels(int[] labels) : ILabelSource
    {
        public int Read(int position) => labels[position];
    }
}
