using System.Text.Json.Serialization;
using ModelCI.Core.Configuration;

namespace ModelCI.Core.Accounting;

/// <summary>The question and its rules as an entry fixes them.</summary>
/// <param name="Condition">Canonical text.</param>
/// <param name="Reliability">1 - delta_t.</param>
/// <param name="Steps">H in force; null for open-ended.</param>
/// <param name="Method">Left out of entries where it is sequential, as entries of earlier versions have it.</param>
public sealed record GatePolicy(
    string Condition,
    double Reliability,
    Mode Mode,
    Adaptivity Adaptivity,
    int? Steps,
    Feedback Feedback,
    AccountingScheme Accounting,
    Reading Reading,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] DecisionMethod Method = DecisionMethod.Sequential)
{
    /// <summary>The policy of a configuration.</summary>
    public static GatePolicy Of(GateSettings gate) => new(
        gate.Condition.ToString(), gate.Reliability, gate.Mode, gate.Adaptivity, gate.Steps, gate.Feedback, gate.Accounting, gate.Reading, gate.Method);
}
