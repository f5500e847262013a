using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Reports;
using ModelCI.Core.Simulation;
using ModelCI.Holdout.Predictions;

namespace ModelCI.Cli.Deciding;

/// <summary>One replicate, decided.</summary>
/// <param name="Clauses">In the order of the condition.</param>
internal sealed record ReplicateAnswer(string Replicate, Verdict Verdict, Decision Decision, IReadOnlyList<ClauseAnswer> Clauses)
{
    private const ulong NoiseKey = 5;

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
            clauses, question.Mode, question.Levels, classes.Count, Predictions(question, rows),
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

    private static WholePredictions Predictions(Question question, PredictionReplicate rows) => new(
        rows.Candidate, rows.Baseline, Slices(question.Request.Slices, rows), question.Request.IsRegression ? Noise(rows) : null, rows.CandidateRankings,
        rows.BaselineRankings);

    /// <summary>Reproducible, and other noise for every replicate: a function of its name and of the position.</summary>
    private static Func<int, uint> Noise(PredictionReplicate rows)
    {
        var key = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(rows.Name)));
        var noise = new uint[rows.Labels.Length];
        var block = new ulong[Philox.BlockSize];
        for (var position = 0; position < noise.Length; position++)
        {
            if (position % Philox.BlockSize == 0) Philox.Block(NoiseKey, key, [(ulong)position, 0, 0, 0], block);
            noise[position] = (uint)(block[position % Philox.BlockSize] >> 32);
        }
        return position => noise[position];
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
