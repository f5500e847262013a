using ModelCI.Core.Conditions;

namespace ModelCI.Core.Configuration;

/// <summary>The condition and the guarantee asked for.</summary>
/// <param name="Condition">All that must hold: <c>gate.condition</c>, and what <c>gate.slices</c> adds to it.</param>
/// <param name="Reliability">1 - delta, in (0, 1).</param>
/// <param name="EverySlice">
/// What <c>gate.slices</c> says of every slice, as written, for messages that point into it; null for none and for <c>all</c>.
/// </param>
/// <param name="Steps">Planned evaluations H, at least 1; null for an open-ended account.</param>
public sealed record GateSettings(
    Condition Condition,
    double Reliability,
    Mode Mode,
    Adaptivity Adaptivity,
    int? Steps,
    Feedback Feedback,
    AccountingScheme Accounting,
    DecisionMethod Method,
    Reading Reading,
    Condition? EverySlice = null);

/// <summary>Which error the reliability bounds.</summary>
public enum Mode
{
    /// <summary>Never pass a bad model; undecided fails.</summary>
    FpFree,
    /// <summary>Never reject a good model; undecided passes.</summary>
    FnFree,
}

/// <summary>What developers learn between evaluations, as far as it lets them adapt.</summary>
public enum Adaptivity
{
    /// <summary>"accepted for evaluation" only.</summary>
    None,
    /// <summary>Every released symbol.</summary>
    Full,
    /// <summary>Every symbol up to the first pass, which retires the test set.</summary>
    FirstChange,
}

/// <summary>What leaves per evaluation.</summary>
public enum Feedback
{
    /// <summary>One symbol: pass or not pass.</summary>
    Verdict,
    /// <summary>The refusing clause or "undecided" as well.</summary>
    Reason,
    /// <summary>Counts and intervals.</summary>
    Estimates,
}

/// <summary>How the error budget is spent over evaluations.</summary>
public enum AccountingScheme
{
    /// <summary>Spending times the code probability of the released symbols.</summary>
    Universal,
    /// <summary>delta / 2^H (full) or delta / H, for parity with Renggli et al. (2019).</summary>
    Paper,
}

/// <summary>How a clause is decided.</summary>
public enum DecisionMethod
{
    /// <summary>Anytime-valid betting test.</summary>
    Sequential,
    /// <summary>A sample fixed beforehand, sized by Hoeffding's inequality.</summary>
    Hoeffding,
    /// <summary>A sample fixed beforehand, sized by Bennett's inequality where a variance can be bounded.</summary>
    Bennett,
    /// <summary>A sample fixed beforehand, sized by binomial tails; also written <c>fixed</c>.</summary>
    Exact,
}

/// <summary>When predictions are made.</summary>
public enum Reading
{
    /// <summary>The whole pool before the first label.</summary>
    Whole,
    /// <summary>In reading order, until the gate stops.</summary>
    Lazy,
}
