namespace ModelCI.Core.Accounting;

/// <summary>The error account behind a released symbol; what an entry says of it is recomputed by every reader.</summary>
/// <param name="Alpha">alpha_t of the evaluation that released it, for readers.</param>
/// <param name="Nats">Price of this symbol, and of what was shown besides.</param>
/// <param name="NatsPaid">Price of all that was released, this included.</param>
/// <param name="RunsLeft">Evaluations that may follow by steps and first pass; null for an open-ended account.</param>
public sealed record AccountAfter(double Alpha, double Nats, double NatsPaid, int? RunsLeft);
