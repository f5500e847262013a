namespace ModelCI.Core.Gating;

/// <summary>Of clauses on classes: they know an answer only as their own class or another, and pairs only as equal or not.</summary>
internal sealed class FreeByCase : FreeOutcomes
{
    // Three more classes stand for all others.
    private const int Representatives = 4;

    private readonly int _class;
    private readonly int[] _byCase = new int[8];
    private readonly int[][] _possible = new int[8][];
    private readonly HashSet<int> _values = [];
    private readonly bool _isActivityKnown = true;

    /// <param name="score">Resolved.</param>
    /// <param name="classIndex">Of the clause's class; any where it has none.</param>
    /// <param name="classes">Number of classes; 0 for a regression, whose answers are as many as one likes.</param>
    public FreeByCase(ClauseScore score, int classIndex, int classes)
        : base(score)
    {
        _class = classIndex;
        Array.Fill(_byCase, NeedsLabel);
        var most = classes == 0 ? Representatives : Math.Min(classes, Representatives);
        int[] others = [.. Enumerable.Range(0, classes == 0 ? most + 1 : Math.Min(classes, most + 1)).Where(index => index != classIndex).Take(most - 1)];
        int[] standing = [classIndex, .. others];
        foreach (var candidate in standing)
        {
            foreach (var baseline in standing)
            {
                var outcomes = standing.Select(label => score.OutcomeOf(score.InSlice(candidate, baseline), label)).Distinct().Order().ToArray();
                _possible[Case(candidate, baseline)] = outcomes;
                _byCase[Case(candidate, baseline)] = outcomes.Length == 1 ? outcomes[0] : NeedsLabel;
                if (outcomes is [>= 0]) _values.Add(outcomes[0]);
                if (outcomes.Length > 1 && outcomes.Contains(ClauseScore.Inactive)) _isActivityKnown = false;
            }
        }
    }

    public override IReadOnlySet<int> Values => _values;

    public override bool IsActivityKnown => _isActivityKnown;

    private protected override int OfInside(PairedPrediction prediction) => _byCase[Case(prediction.Candidate, prediction.Baseline)];

    private protected override IReadOnlyList<int> PossibleInside(PairedPrediction prediction) => _possible[Case(prediction.Candidate, prediction.Baseline)];

    private int Case(int candidate, int baseline) =>
        (candidate == _class ? 1 : 0) | (baseline == _class ? 2 : 0) | (candidate == baseline ? 4 : 0);
}
