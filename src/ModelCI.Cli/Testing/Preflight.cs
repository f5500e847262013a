using ModelCI.Core.Configuration;
using ModelCI.Git;
using ModelCI.Inference;

namespace ModelCI.Cli.Testing;

/// <summary>What can be told before a run, of which nothing depends on an item or a label of the test set.</summary>
/// <param name="Baseline">Null without one.</param>
/// <param name="Items">Of the test set; null where it was not looked at and no account tells.</param>
/// <param name="WasLookedAt">Whether the models were bound to the test set's columns; false where it is sealed and no key is there.</param>
/// <param name="Place">Where the account lives.</param>
/// <param name="RunsDone">Evaluations so far.</param>
/// <param name="RunsLeft">Null for open-ended.</param>
/// <param name="LogInverseAlpha">ln(1/alpha) of the next; null where none may follow.</param>
/// <param name="Reserved">Labels reserved so far.</param>
/// <param name="Development">Null where none was named.</param>
/// <param name="Forecast">What the next run takes, in a sentence; null where classes or items are not known.</param>
internal sealed record Preflight(
    GateConfiguration Configuration, CheckedModel Candidate, CheckedModel? Baseline, int? Items, bool WasLookedAt, LedgerPlace Place, int RunsDone, int? RunsLeft,
    double? LogInverseAlpha, int Reserved, Disagreement? Development, string? Forecast);

/// <summary>A model that was loaded.</summary>
internal sealed record CheckedModel(string Path, string Digest, ModelSignature Signature);

/// <summary>How often candidate and baseline answer differently on a development set.</summary>
/// <param name="Lower">Of a two-sided 95 % interval (Clopper and Pearson, 1934).</param>
/// <param name="Upper">Likewise.</param>
internal sealed record Disagreement(string Files, int Items, int Differ, double Lower, double Upper)
{
    public double Share => (double)Differ / Items;

    /// <summary>To plan with: what was never seen may still be there.</summary>
    public double ToPlanWith => Differ == 0 ? Upper : Differ == Items ? Lower : Share;
}
