using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;

namespace ModelCI.Core.Tests.Support;

/// <summary>A regression for tests: numbers, and clauses on their losses.</summary>
internal sealed class Losses(LossKind kind, double lowest, double highest)
{
    public LossSettings Settings { get; } = new(kind, lowest, highest);

    public NumberTable Numbers { get; } = new();

    public PredictionTask Task => new(ClassList.None, Numbers);

    public ClauseScore Score(string clause, Mode mode = Mode.FpFree, DecisionMethod method = DecisionMethod.Sequential) =>
        Parse.Score(clause, mode, method, Task, Settings);

    public PairedPrediction Pair(double candidate, double baseline, uint noise = 0, ulong slices = 0) =>
        new(Numbers.IndexOf(candidate), Numbers.IndexOf(baseline), slices, noise);

    /// <summary>An item whose label is 0, so that its losses are those of its predictions.</summary>
    public (PairedPrediction Prediction, int Label) Item(double candidate, double baseline, uint noise) => (Pair(candidate, baseline, noise), Numbers.IndexOf(0));
}
