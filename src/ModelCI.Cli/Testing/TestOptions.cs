using ModelCI.Cli.Ledgers;
using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>What the command line says of a run.</summary>
/// <param name="BaseRevision">What <c>baseline: base</c> means; null to find it.</param>
/// <param name="ConfigurationRevision">Commit that the configuration is read from; null for the work tree.</param>
/// <param name="IsOffline">Not to touch the ledger's remote.</param>
/// <param name="KeepsAnswers">Whether models' answers are kept for later runs, and taken from earlier ones.</param>
/// <param name="Candidate">The model's file in place of the configured one; null for that.</param>
/// <param name="Predictions">Files with the candidate's predictions in place of the model; null to run it.</param>
/// <param name="BaselinePredictions">Likewise the baseline's.</param>
/// <param name="IsForMaintainers">Whether the maintainers' edition of the report is wanted, too.</param>
/// <param name="Origin">On whose behalf the account is written to.</param>
internal sealed record TestOptions(
    string? BaseRevision, string? ConfigurationRevision, bool IsOffline, bool KeepsAnswers, string? Candidate, string? Predictions, string? BaselinePredictions,
    bool IsForMaintainers, RunOrigin Origin)
{
    /// <summary>Whether predictions were made elsewhere.</summary>
    public bool HasPredictions => Predictions is not null || BaselinePredictions is not null;
}

/// <summary>What a run comes to.</summary>
/// <param name="History">The account as <c>ledger show</c> tells it, in JSON; null where it was not looked at or nothing may be told.</param>
/// <param name="Maintainers">Null where it was not asked for.</param>
/// <param name="Request">The labels that it waits for, as a file for labellers; null where it does not wait or where nobody without the key may know.</param>
internal sealed record TestOutcome(GateReport Report, string? History, MaintainerEdition? Maintainers, string? Request);

/// <summary>What developers must not see.</summary>
/// <param name="History">The account as <c>ledger show --unseal</c> tells it, in JSON; null where it was not looked at.</param>
internal sealed record MaintainerEdition(MaintainerReport Report, string? History);
