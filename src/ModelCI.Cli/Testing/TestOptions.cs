using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>What the command line says of a run.</summary>
/// <param name="BaseRevision">What <c>baseline: base</c> means; null to find it.</param>
/// <param name="IsOffline">Not to touch the ledger's remote.</param>
internal sealed record TestOptions(string? BaseRevision, bool IsOffline);

/// <summary>What a run comes to.</summary>
/// <param name="Request">The labels that it waits for, as a file for labellers; null where it does not wait or where nobody without the key may know.</param>
internal sealed record TestOutcome(GateReport Report, string? Request = null);
