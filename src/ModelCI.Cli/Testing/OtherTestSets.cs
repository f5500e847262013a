using System.Globalization;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Git;

namespace ModelCI.Cli.Testing;

/// <summary>
/// A new test set shares no item with an earlier one: what the earlier account has spent on an item would be spent again, unnoticed
/// (statistics.md section 5).
/// </summary>
internal static class OtherTestSets
{
    // Rows without ids are compared by number and content; tables of few distinct rows may agree in some by chance.
    private const double ChanceShare = 0.01;

    /// <returns>Test sets that could not be compared, since their account has another key.</returns>
    /// <exception cref="ModelCIException">MCI4014 names the other test set.</exception>
    public static IReadOnlyList<string> CheckApart(GateConfiguration configuration, GitRepository repository, ItemPool items, LedgerSeal seal)
    {
        var name = configuration.Holdout.Name;
        var others = GitLedgerStore.Names(repository).Where(other => other != name).ToArray();
        var strange = new List<string>();
        foreach (var other in others)
        {
            var records = GitLedgerStore.ReadCopy(repository, other);
            if (SealOf(other, records, seal) is not { } its)
            {
                strange.Add(other);
                continue;
            }
            var pins = ItemPins.Of(items, its.ItemKey);
            var shared = new SealedAccount(Ledger.Verify(records, its)).Pins().Sum(pinned => pins.Overlap(pinned));
            if (shared <= (items.HasNamedIds ? 0 : (int)(ChanceShare * items.Count))) continue;
            throw new ModelCIException(
                "MCI4014",
                string.Create(CultureInfo.InvariantCulture, $"the test set '{name}' shares {shared} items with '{other}', whose account goes on counting them"),
                $"{configuration.File}: holdout.items", $"use items that no test set of this repository had; to go on with '{other}' keep its name");
        }
        return strange;
    }

    /// <summary>What the other account's hashes were made with; null where that is another key, so that they mean nothing to this one.</summary>
    private static LedgerSeal? SealOf(string other, IReadOnlyList<LedgerRecord> records, LedgerSeal seal)
    {
        var key = Ledger.Verify(records, null).Account.TestSet?.Key;
        return key is null ? new LedgerSeal(other, null) : key == seal.Fingerprint ? seal.For(other) : null;
    }
}
