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

    /// <exception cref="ModelCIException">MCI4014 names the other test set.</exception>
    public static void CheckApart(GateConfiguration configuration, GitRepository repository, ItemPool items, LedgerSeal seal)
    {
        var name = configuration.Holdout.Name;
        var others = GitLedgerStore.Names(repository).Where(other => other != name).ToArray();
        if (others.Length == 0) return;
        var pins = ItemPins.Of(items, seal.ItemKey);
        foreach (var other in others)
        {
            var shared = PinsOf(repository, other, seal).Sum(pinned => pins.Overlap(pinned));
            if (shared <= (items.HasNamedIds ? 0 : (int)(ChanceShare * items.Count))) continue;
            throw new ModelCIException(
                "MCI4014",
                string.Create(CultureInfo.InvariantCulture, $"the test set '{name}' shares {shared} items with '{other}', whose account goes on counting them"),
                $"{configuration.File}: holdout.items", $"use items that no test set of this repository had; to go on with '{other}' keep its name");
        }
    }

    /// <summary>Nothing where the other account has another key: its hashes mean nothing to this one.</summary>
    private static IReadOnlyList<ItemPins> PinsOf(GitRepository repository, string other, LedgerSeal seal)
    {
        var records = GitLedgerStore.ReadCopy(repository, other);
        var ledger = Ledger.Verify(records, null);
        if (ledger.Account.TestSet?.Key != seal.Fingerprint) return [];
        return new SealedAccount(Ledger.Verify(records, seal.For(other))).Pins();
    }
}
