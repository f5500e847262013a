using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>What the command line says of a run.</summary>
/// <param name="BaseRevision">What <c>baseline: base</c> means; null to find it.</param>
/// <param name="IsOffline">Not to touch the ledger's remote.</param>
/// <param name="KeepsAnswers">Whether models' answers are kept for later runs, and taken from earlier ones.</param>
/// <param name="Predictions">Files with the candidate's predictions in place of the model; null to run it.</param>
/// <param name="BaselinePredictions">Likewise the baseline's.</param>
internal sealed record TestOptions(string? BaseRevision, bool IsOffline, bool KeepsAnswers = true, string? Predictions = null, string? BaselinePredictions = null)
{
    /// <summary>Whether predictions were made elsewhere.</summary>
    public bool HasPredictions => Predictions is not null || BaselinePredictions is not null;
}

/// <summary>What a run comes to.</summary>
/// <param name="Request">The labels that it waits for, as a file for labellers; null where it does not wait or where nobody without the key may know.</param>
internal sealed record TestOutcome(GateReport Report, string? Request = null);
