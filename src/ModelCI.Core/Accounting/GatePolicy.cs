using ModelCI.Core.Configuration;

namespace ModelCI.Core.Accounting;

/// <summary>The question and its rules as an entry fixes them.</summary>
/// <param name="Condition">Canonical text.</param>
/// <param name="Reliability">1 - delta_t.</param>
/// <param name="Steps">H in force; null for open-ended.</param>
public sealed record GatePolicy(
    string Condition,
    double Reliability,
    Mode Mode,
    Adaptivity Adaptivity,
    int? Steps,
    Feedback Feedback,
    AccountingScheme Accounting,
    Reading Reading)
{
    /// <summary>The policy of a configuration.</summary>
    public static GatePolicy Of(GateSettings gate) => new(
        gate.Condition.ToString(), gate.Reliability, gate.Mode, gate.Adaptivity, gate.Steps, gate.Feedback, gate.Accounting, gate.Reading);
}
