using System.Globalization;
using System.Security.Cryptography;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary>Reads the ledger and appends to it, with the header that says who, when and with what.</summary>
internal sealed class Journal(ILedgerStore store, LedgerSeal seal, GitRepository repository, RunOrigin origin, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // On a machine that is too busy to try often, a minute alone says nothing of the others.
    private const int FewestAttempts = 20;

    // Asked of git in the background: they are needed at the first append.
    private readonly Task<string> _actor = Task.Run(() => origin.Actor ?? repository.UserName() ?? Environment.UserName);
    private readonly Task<string?> _commit = Task.Run(repository.Head);

    private Ledger? _known;

    /// <summary>The account's secrets.</summary>
    public LedgerSeal Seal { get; } = seal;

    /// <summary>The verified ledger as it is now.</summary>
    public Ledger Load() => Follow(store.Load().Records);

    /// <summary>
    /// Appends one entry. <paramref name="compose"/> gets the ledger as it stands; it is asked anew after a lost race, and may return null to
    /// append nothing.
    /// </summary>
    /// <returns>The ledger with the entry, or null when <paramref name="compose"/> gave none.</returns>
    /// <exception cref="ModelCIException">MCI4008: the race was lost for a whole minute.</exception>
    public Ledger? Append(Func<Ledger, EntryContent?> compose, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var snapshot = store.Load();
            var ledger = Follow(snapshot.Records);
            if (compose(ledger) is not { } content) return null;
            var draft = EntryComposer.Compose(content, Header(ledger.Head), Seal, () => RandomNumberGenerator.GetBytes(LedgerSeal.NonceBytes));
            // What is written must be what a reader accepts: the successor is verified before it is appended.
            var next = Follow([.. snapshot.Records, draft.ToRecord()]);
            if (store.TryAppend(draft, snapshot.Head)) return next;
            _known = null;
            if (time.GetElapsedTime(start) > Patience && attempt >= FewestAttempts) throw Busy();
            // Jitter keeps appenders that lost the same race from meeting again; the more of them there are, the longer each must stay away.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(5, 20 << Math.Min(attempt, 7)));
        }
    }

    private Ledger Follow(IReadOnlyList<LedgerRecord> records) => _known = _known?.FollowedBy(records) ?? Ledger.Verify(records, Seal);

    private EntryHeader Header(string? previous) => new(
        LedgerFormat.Schema, previous, ToolVersion.Text,
        time.GetUtcNow().ToString(EntryTime.Format, CultureInfo.InvariantCulture),
        _actor.GetAwaiter().GetResult(), _commit.GetAwaiter().GetResult(), "", origin.PullRequest);

    private static ModelCIException Busy() => new(
        "MCI4008", "the ledger was busy for more than 60 s: others kept appending to it, or one that was killed left git's lock behind",
        fix: "if no other run is under way, remove the test set's .lock files under refs/modelci and refs/modelci-seen in git's folder; then run again; if a step was opened before, it is spent");
}
