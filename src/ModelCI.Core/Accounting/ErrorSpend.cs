namespace ModelCI.Core.Accounting;

/// <summary>The error budget of one evaluation, fixed at opening (statistics.md section 5).</summary>
/// <param name="Share">s_t, the step's share of delta.</param>
/// <param name="NatsPaid">-ln w(g_t): nats paid for all symbols released before the opening.</param>
/// <param name="LogInverseAlpha">ln(1/alpha_t), in nats.</param>
/// <param name="Alpha">alpha_t, for readers; 0 where it underflows.</param>
/// <param name="Beta">Bound on the other error in this run.</param>
/// <param name="Alphabet">The symbols that the evaluation can release.</param>
/// <param name="RunsLeft">Evaluations that may follow this one by the steps; null for an open-ended account.</param>
public sealed record ErrorSpend(
    double Share,
    double NatsPaid,
    double LogInverseAlpha,
    double Alpha,
    double Beta,
    IReadOnlyList<ReleasedSymbol> Alphabet,
    int? RunsLeft);
