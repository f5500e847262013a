using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Tests.Support;

/// <summary>Short calls of the gate.</summary>
internal static class Decide
{
    public static TestLevels Levels(double alpha, double beta) => new(SignificanceLevel.Of(alpha), SignificanceLevel.Of(beta));

    public static Decision Of<T>(
        string condition, T items, double alpha, Mode mode = Mode.FpFree, double? beta = null, int classes = 3, int? allowance = null, params int[] owned)
        where T : IPairedPredictions, ILabelSource
    {
        var used = new bool[items.Count];
        foreach (var position in owned) used[position] = true;
        return Gate.Decide(
            Parse.Scores(condition, mode), mode, Levels(alpha, beta ?? alpha), classes, items, items, new LabelAllowance(used, allowance));
    }
}
