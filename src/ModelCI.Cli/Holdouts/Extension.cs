using ModelCI.Cli.Ledgers;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Sealing;
using ModelCI.Git;
using ModelCI.Holdout;

namespace ModelCI.Cli.Holdouts;

/// <summary>New items behind those of a test set; its account goes on.</summary>
/// <param name="TestSet">Its name.</param>
/// <param name="Added">New items; 0 where there was none, so that nothing was entered.</param>
/// <param name="Items">N, the new ones included.</param>
internal sealed record Extension(string TestSet, int Added, int Items)
{
    /// <exception cref="Core.Problems.ModelCIException">MCI4004, MCI4009: old items or labels are not as they were; MCI4014: new ones are another test set's; MCI405x.</exception>
    public static Extension Append(GateConfiguration configuration, TestSetKeys? keys, TimeProvider time, CancellationToken cancellation)
    {
        var name = configuration.Holdout.Name;
        var repository = GitRepository.Around(configuration.Folder);
        var access = new LedgerAccess(configuration, repository, keys, isOffline: false, time);
        CheckMayGrow(access.Load());
        access.EnterOffline(cancellation);
        var holdout = HoldoutReader.Read(configuration.Holdout, configuration.Folder, keys);
        OtherTestSets.CheckApart(configuration, repository, holdout.Items, access.Seal);
        var added = 0;
        access.Journal.Append(Compose, cancellation);
        return new Extension(name, added, holdout.Items.Count);

        EntryContent? Compose(Ledger ledger)
        {
            CheckMayGrow(ledger);
            var testSet = TestSetAccess.OfExtended(name, holdout, ledger, access.Seal, out var pins);
            added = pins?.Count ?? 0;
            return pins is null
                ? null
                : new EntryContent(header => new PinEntry(header, testSet.Pin), SealedDetails.None, testSet.Pin.Items, pins, testSet.NewCommitments(ledger));
        }

        void CheckMayGrow(Ledger ledger)
        {
            if (ledger.Entries.Count == 0) throw LifeProblems.NoAccount(name);
            if (ledger.Account.Retired is not null) throw LifeProblems.Retired(name, LifeProblems.SuccessorOf(ledger));
        }
    }
}
