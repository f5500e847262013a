using ModelCI.Core.Configuration;

namespace ModelCI.Core.Gating;

/// <summary>Clauses whose constant or tolerance leaves nothing to decide (statistics.md section 3).</summary>
internal static class ClauseLimits
{
    // Share of the range of the scores, see FixedTest.
    private const double Guard = 1e-12;

    /// <summary>Why the clause can never be decided in the direction that <paramref name="mode"/> protects; null where it can.</summary>
    public static string? WhyImpossible(ClauseScore score, Mode mode)
    {
        if (!score.IsResolvable) return $"'{score.Clause}' takes values that are too large or too near to each other to be told apart";
        // 0 is added so that the message never says -0.
        var (least, most) = score.IsTurned ? (-score.Supremum + 0.0, -score.Infimum + 0.0) : (score.Infimum, score.Supremum);
        var range = FormattableString.Invariant($"its left side lies between {least} and {most}");
        var isFixed = score.Method != DecisionMethod.Sequential;
        var acceptFrom = mode == Mode.FpFree ? score.Threshold : score.Threshold - (2 * score.Epsilon);
        if (mode == Mode.FnFree && score.Threshold <= score.Infimum) return $"'{score.Clause}' always holds: {range}";
        if (score.Supremum <= acceptFrom) return $"'{score.Clause}' can never hold: {range}";
        return isFixed ? WhyOutOfReach(score, mode, range) : null;
    }

    /// <summary>A fixed sample decides by whether its mean lies beyond c + eps or c - eps.</summary>
    private static string? WhyOutOfReach(ClauseScore score, Mode mode, string range)
    {
        if (score.Epsilon == 0) return $"'{score.Clause}' has a tolerance of 0, which no fixed sample can resolve";
        var guard = Guard * (score.Supremum - score.Infimum);
        if (mode == Mode.FpFree && score.Threshold + score.Epsilon >= score.Supremum - guard)
            return $"'{score.Clause}' can never be accepted by a fixed sample, whose mean must pass the constant by the tolerance: {range}";
        if (mode == Mode.FnFree && score.Threshold - score.Epsilon <= score.Infimum + guard)
            return $"'{score.Clause}' can never be refused by a fixed sample, whose mean must miss the constant by the tolerance: {range}";
        return null;
    }
}
