using ModelCI.Core.Reports;

namespace ModelCI.Cli.Testing;

/// <summary>What the command line says of a run.</summary>
/// <param name="BaseRevision">What <c>baseline: base</c> means; null to find it.</param>
/// <param name="IsOffline">Not to touch the ledger's remote.</param>
internal sealed record TestOptions(string? BaseRevision, bool IsOffline);

/// <summary>What a run comes to.</summary>
/// <param name="Requested">Ids of the items whose labels it waits for, for labellers; empty where it does not wait or where nobody without the key may know.</param>
internal sealed record TestOutcome(GateReport Report, IReadOnlyList<string> Requested)
{
    public TestOutcome(GateReport report)
        : this(report, [])
    {
    }
}
