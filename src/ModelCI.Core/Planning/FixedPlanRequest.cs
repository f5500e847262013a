using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>What a fixed-sample plan is asked for.</summary>
/// <param name="Condition">Any condition of the language; clauses that a method cannot size make it not apply.</param>
/// <param name="Delta">Level of the whole test set: the m = 1 sizes behind labels per run.</param>
/// <param name="Alpha">Level of one evaluation, at most delta.</param>
/// <param name="Disagreement">d, in (0, 1], where it is known and not tested; null where it is not.</param>
/// <param name="Accuracy">Expected accuracy, in (0, 1), for clauses on one accuracy; null for the clause's own threshold.</param>
/// <param name="Loss">What a loss is; null where it lies in [0, 1].</param>
public sealed record FixedPlanRequest(
    Condition Condition, SignificanceLevel Delta, SignificanceLevel Alpha, double? Disagreement = null, double? Accuracy = null, LossSettings? Loss = null)
{
    /// <summary>
    /// With the paper's multiplicity (Renggli et al., 2019, section 3): alpha = delta / H with adaptivity none and first-change,
    /// delta / 2^H with full adaptivity, on the log scale.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="reliability">1 - delta, in (0, 1).</param>
    /// <param name="steps">H, at least 1.</param>
    /// <param name="adaptivity">What developers learn between evaluations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A reliability outside (0, 1) or fewer than one step.</exception>
    public static FixedPlanRequest Paper(Condition condition, double reliability, int steps, Adaptivity adaptivity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var delta = SignificanceLevel.FromReliability(reliability);
        var logMultiplicity = adaptivity == Adaptivity.Full ? steps * Math.Log(2) : Math.Log(steps);
        return new FixedPlanRequest(condition, delta, SignificanceLevel.FromLogInverse(delta.LogInverse + logMultiplicity));
    }
}
