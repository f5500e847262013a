using System.Text.Json.Serialization;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Accounting;

/// <summary>The question and its rules as an entry fixes them.</summary>
/// <param name="Condition">Canonical text, with what <c>gate.slices</c> adds.</param>
/// <param name="Reliability">1 - delta_t.</param>
/// <param name="Steps">H in force; null for open-ended.</param>
/// <param name="Method">Left out of entries where it is sequential, as entries of earlier versions have it.</param>
/// <param name="Slices">The slices that the condition names; null for none. The same name with another predicate is another question.</param>
/// <param name="Loss">What <c>loss</c> means; null for a classification.</param>
public sealed record GatePolicy(
    string Condition,
    double Reliability,
    Mode Mode,
    Adaptivity Adaptivity,
    int? Steps,
    Feedback Feedback,
    AccountingScheme Accounting,
    Reading Reading,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] DecisionMethod Method = DecisionMethod.Sequential,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SliceDefinitions? Slices = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LossSettings? Loss = null)
{
    /// <summary>The policy of a configuration.</summary>
    public static GatePolicy Of(GateConfiguration configuration)
    {
        var (gate, holdout) = (configuration.Gate, configuration.Holdout);
        var slices = gate.Condition.Slices;
        return new GatePolicy(
            gate.Condition.ToString(), gate.Reliability, gate.Mode, gate.Adaptivity, gate.Steps, gate.Feedback, gate.Accounting, gate.Reading, gate.Method,
            slices.Count == 0 ? null : new SliceDefinitions(slices.Select(name => KeyValuePair.Create(name, holdout.Slices[name]))), holdout.Loss);
    }
}
