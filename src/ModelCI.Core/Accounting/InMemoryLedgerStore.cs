using System.Globalization;

namespace ModelCI.Core.Accounting;

/// <summary>A ledger in memory, for simulations and tests. Safe for concurrent appenders.</summary>
public sealed class InMemoryLedgerStore : ILedgerStore
{
    private readonly Lock _lock = new();
    private readonly List<LedgerRecord> _records = [];

    /// <inheritdoc/>
    public LedgerSnapshot Load()
    {
        lock (_lock) return new LedgerSnapshot([.. _records], Head());
    }

    /// <inheritdoc/>
    public bool TryAppend(LedgerDraft draft, string? expectedHead)
    {
        lock (_lock)
        {
            if (Head() != expectedHead) return false;
            _records.Add(draft.ToRecord());
            return true;
        }
    }

    private string? Head() => _records.Count == 0 ? null : _records.Count.ToString(CultureInfo.InvariantCulture);
}
