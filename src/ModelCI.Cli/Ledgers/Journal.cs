using System.Globalization;
using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;
using ModelCI.Git;

namespace ModelCI.Cli.Ledgers;

/// <summary>Reads the ledger and appends to it, with the header that says who, when and with what.</summary>
internal sealed class Journal(ILedgerStore store, GitRepository repository, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Asked of git in the background: they are needed at the first append.
    private readonly Task<string> _actor = Task.Run(() => Environment.GetEnvironmentVariable("GITHUB_ACTOR") ?? repository.UserName() ?? Environment.UserName);
    private readonly Task<string?> _commit = Task.Run(repository.Head);

    /// <summary>The verified ledger as it is now.</summary>
    public Ledger Load() => Ledger.Verify(store.Load().Records);

    /// <summary>
    /// Appends one entry. <paramref name="compose"/> gets the account as it stands and a header for its successor; it is asked anew after a
    /// lost race, and may return null to append nothing.
    /// </summary>
    /// <returns>The ledger with the entry, or null when <paramref name="compose"/> gave none.</returns>
    /// <exception cref="ModelCIException">MCI4008: the race was lost for a whole minute.</exception>
    public Ledger? Append(int items, SealedDetails details, Func<Account, EntryHeader, LedgerEntry?> compose, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var sealedPart = LedgerFormat.WriteSealed(details, items);
        for (var attempt = 0; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var snapshot = store.Load();
            var ledger = Ledger.Verify(snapshot.Records);
            if (compose(ledger.Account, Header(ledger.Head, sealedPart)) is not { } entry) return null;
            var record = new LedgerRecord(LedgerFormat.Write(entry), sealedPart);
            // What is written must be what a reader accepts: the successor is verified before it is appended.
            var next = Ledger.Verify([.. snapshot.Records, record]);
            if (store.TryAppend(record, snapshot.Head)) return next;
            if (time.GetElapsedTime(start) > Patience) throw Busy();
            // Jitter keeps appenders that lost the same race from meeting again.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(5, 20 << Math.Min(attempt, 6)));
        }
    }

    private EntryHeader Header(string? previous, byte[] sealedPart) => new(
        LedgerFormat.Schema, previous, ToolVersion.Text,
        time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _actor.GetAwaiter().GetResult(), _commit.GetAwaiter().GetResult(), LedgerFormat.DigestOf(sealedPart));

    private static ModelCIException Busy() => new(
        "MCI4008", "the ledger was busy for 60 s: others kept appending to it, or one that was killed left git's lock behind",
        fix: $"if no other run is under way, remove the file refs/modelci/NAME.lock in git's folder; then run again; what was opened and not finished counts as a step");
}
