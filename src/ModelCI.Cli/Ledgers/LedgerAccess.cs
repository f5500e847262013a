using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary>The account of the configured test set: where it lives, its secrets, and whether it is the one that the configuration pins.</summary>
internal sealed class LedgerAccess
{
    private readonly GateConfiguration _configuration;
    private readonly GitRepository _repository;
    private readonly GitLedgerStore _store;

    /// <param name="keys">Null for an account in clear.</param>
    /// <param name="isOffline">Not to touch the remote: what is decided is provisional.</param>
    /// <param name="origin">Null for a person at the command line.</param>
    public LedgerAccess(
        GateConfiguration configuration, GitRepository repository, TestSetKeys? keys, bool isOffline, TimeProvider time, RunOrigin? origin = null)
    {
        _configuration = configuration;
        _repository = repository;
        Place = PlaceOf(configuration.Ledger, repository, isOffline);
        Seal = new LedgerSeal(configuration.Holdout.Name, keys);
        _store = new GitLedgerStore(repository, configuration.Holdout.Name, Place);
        Journal = new Journal(_store, Seal, repository, origin ?? RunOrigin.Local, time);
    }

    public LedgerPlace Place { get; }

    public LedgerSeal Seal { get; }

    public Journal Journal { get; }

    /// <summary>The verified ledger; it is fetched first where it has a remote.</summary>
    /// <exception cref="ModelCIException">MCI4011: another account than the one that <c>holdout.account</c> pins.</exception>
    public Ledger Load()
    {
        var ledger = Journal.Load();
        CheckAccount(_configuration, ledger);
        return ledger;
    }

    /// <summary>The records as they are, which only anyone's checks were made on: for those who hold no key.</summary>
    public Ledger LoadWithoutKey()
    {
        var ledger = Ledger.Verify(_store.Load().Records, Seal.IsKeyed ? Seal : null);
        CheckAccount(_configuration, ledger);
        return ledger;
    }

    /// <summary>As <see cref="LoadWithoutKey"/>, with every part checked behind its entry, so that what is wrong first is found first.</summary>
    public Ledger LoadWhole()
    {
        var records = _store.Load().Records.ToArray();
        var ledger = Ledger.Verify([], Seal.IsKeyed ? Seal : null);
        for (var entry = 1; entry <= records.Length; entry++)
        {
            ledger = ledger.FollowedBy(new ArraySegment<LedgerRecord>(records, 0, entry));
            ledger.CheckParts(entry);
        }
        CheckAccount(_configuration, ledger);
        return ledger;
    }

    /// <summary>How many entries were written offline in this clone and are not entered into the account yet.</summary>
    public int Unpushed() => Place is LedgerPlace.Local ? 0 : _store.Unpushed().Count;

    /// <summary>
    /// Enters the verdicts that were shown offline into the account, each as one more symbol, and forgets the provisional entries. They decided
    /// nothing: whoever asks the same question now opens a new step.
    /// </summary>
    /// <returns>How many were entered.</returns>
    public int EnterOffline(CancellationToken cancellation)
    {
        if (Place is not LedgerPlace.Remote remote || _store.Unpushed() is not { Count: > 0 } unpushed) return 0;
        var shown = new GitLedgerStore(_repository, _configuration.Holdout.Name, new LedgerPlace.Offline(remote.Name)).Load().Records;
        var offline = Provisional(shown, remote);
        if (offline.Account.TestSet is not null) Journal.Append(ledger => Begin(ledger, offline), cancellation);
        var entered = 0;
        for (var entry = shown.Count - unpushed.Count + 1; entry <= shown.Count; entry++)
        {
            if (offline.Entries[entry - 1] is not ResultEntry result) continue;
            var opening = offline.Account.Evaluations.Single(evaluation => evaluation.Hash == result.Opening).Opening;
            var (hash, details) = (shown[entry - 1].Hash, new SealedAccount(offline).Details(entry));
            if (Journal.Append(ledger => Compose(ledger, hash, opening, result, details), cancellation) is not null) entered++;
        }
        _store.ForgetUnpushed();
        return entered;
    }

    /// <summary>The provisional entries, where they can be entered into the account as it is by now.</summary>
    /// <exception cref="ModelCIException">MCI4018: the account has begun otherwise meanwhile.</exception>
    private Ledger Provisional(IReadOnlyList<LedgerRecord> shown, LedgerPlace.Remote remote)
    {
        var account = Journal.Load().Account;
        var isPaper = account.Evaluations.Count > 0 && account.Evaluations[0].Opening.Policy.Accounting == AccountingScheme.Paper;
        var offline = Ledger.Verify(shown, null);
        if (offline.Account.TestSet is not { } begun) return offline;
        var why = isPaper ? "accounting 'paper' cannot pay for them"
            : begun.Key != Seal.Fingerprint ? "they were written under other keys, or without keys"
            : account.TestSet is { } pinned ? begun.DifferenceOfRules(pinned) : null;
        if (why is null) return Ledger.Verify(shown, Seal);
        var name = $"refs/modelci-offline/{_configuration.Holdout.Name}";
        throw new ModelCIException(
            "MCI4018", $"this clone holds verdicts that were shown offline and do not fit the account that '{remote.Name}' keeps by now: {why}", name,
            $"tell whoever keeps the account that they were seen and cannot be paid for; then forget them: `git update-ref -d {name}`");
    }

    /// <summary>Where the very first evaluation was offline, the account begins with the test set that it pinned.</summary>
    private static EntryContent? Begin(Ledger ledger, Ledger offline)
    {
        if (ledger.Entries.Count > 0) return null;
        var (pinned, account) = (PinOf(offline.Entries[0]), new SealedAccount(offline));
        return new EntryContent(header => new PinEntry(header, pinned), SealedDetails.None, pinned.Items, account.Pins()[0], account.Commitments());
    }

    private static TestSetPin PinOf(LedgerEntry first) => first is PinEntry pin ? pin.TestSet : ((OpenEntry)first).TestSet;

    private static EntryContent? Compose(Ledger ledger, string hash, OpenEntry opening, ResultEntry result, SealedDetails details)
    {
        // A run that was stopped on the way may have entered it already.
        if (ledger.Entries.OfType<OfflineEntry>().Any(entry => entry.Provisional == hash)) return null;
        // The test set may have been extended since it was shown.
        var items = Math.Max(opening.TestSet.Items, ledger.Account.TestSet!.Items);
        var (before, labels) = (new SealedAccount(ledger).LabelsUsed(items), LabelSet.FromBytes(details.Labels, items));
        var entered = details with { Total = before.Union(labels).ToBytes(), New = labels.CountOutside(before) };
        var after = ledger.After(opening, result.Symbol, result.Shown, isProvisional: true);
        return new EntryContent(header => new OfflineEntry(header, hash, opening, result.Symbol, result.Shown, after), entered, items);
    }

    private static LedgerPlace PlaceOf(LedgerSettings settings, GitRepository repository, bool isOffline)
    {
        if (settings.Remote is not { } remote || (settings.IsDefault && !repository.HasRemote(remote))) return new LedgerPlace.Local();
        return isOffline ? new LedgerPlace.Offline(remote) : new LedgerPlace.Remote(remote);
    }

    private static void CheckAccount(GateConfiguration configuration, Ledger ledger)
    {
        if (configuration.Holdout.Account is not { } pinned) return;
        var name = configuration.Holdout.Name;
        if (ledger.Records.Count > 0 && ledger.Records[0].Hash == pinned) return;
        throw new ModelCIException(
            "MCI4011",
            ledger.Records.Count == 0
                ? $"the account of the test set '{name}' is gone: it began with entry {pinned}, and there is no ledger"
                : $"the ledger of the test set '{name}' is another account: it begins with entry {ledger.Records[0].Hash}, and holdout.account pins {pinned}",
            $"{configuration.File}: holdout.account",
            $"restore refs/modelci/{name} from a clone that has it; a new account needs a new test set: `modelci holdout rotate`");
    }
}
