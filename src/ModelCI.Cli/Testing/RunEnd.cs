using ModelCI.Core.Accounting;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>How a run ended, before it is put into the editions of its report.</summary>
/// <param name="Report">As developers may see it.</param>
/// <param name="Ledger">With the run's result; null where it was not looked at.</param>
/// <param name="Evaluation">Null where none was opened.</param>
/// <param name="Evidence">What the evaluation saw, a secret; null on a replay that did not compute it again.</param>
/// <param name="Inference">Of this run, a secret; null on a replay.</param>
/// <param name="Request">As <see cref="TestOutcome.Request"/>.</param>
internal sealed record RunEnd(
    GateReport Report, Ledger? Ledger = null, Evaluation? Evaluation = null, Evidence? Evidence = null, InferenceReport? Inference = null, string? Request = null);
