using System.Diagnostics;
using ModelCI.Benchmarks.Processes;
using ModelCI.Benchmarks.Tables;
using ModelCI.Core.Accounting;
using ModelCI.Git;

namespace ModelCI.Benchmarks.Ledgers;

/// <summary>The ledger at a local bare remote: reading a long one, and one more entry.</summary>
internal static class LedgerGroup
{
    public const string Name = "ledger";

    private const int Evaluations = 5_000;
    private const double LoadTarget = 2_000;
    private const double AppendTarget = 300;

    private static readonly LedgerPlace Remote = new LedgerPlace.Remote("origin");

    public static IEnumerable<Row> Measure()
    {
        Console.Error.WriteLine($"ledger: writing {2 * Evaluations:N0} entries");
        using var remote = new LedgerRemote(MadeUpLedger.Entries(Evaluations));
        // Both append behind the same long ledger, the store and the script in a clone of its own.
        var (clone, scripted) = (remote.Clone(), remote.Clone());
        var store = Store(clone);
        store.Load();
        Store(scripted).Load();
        var draft = new LedgerDraft(new byte[1_000], new Dictionary<string, byte[]> { [LedgerParts.Sealed] = new byte[18_000] });
        var samples = RoundRobin.Measure(
        [
            () => Verify(remote.Clone(), fetchedBefore: false),
            () => Verify(clone, fetchedBefore: true),
            () => Append(store, draft),
            () => AppendScript.Time(scripted),
        ]);
        var (fresh, again, append, script) = (samples[0], samples[1], samples[2], samples[3]);
        return
        [
            RowOf($"load and verify {2 * Evaluations:N0} entries, fresh clone", fresh, "", Note(fresh.Median, LoadTarget)),
            RowOf("the same, fetched before", again, "", ""),
            RowOf("the git commands of an append, from a script", script, "", ""),
            RowOf("append with push", append, Ratio(append, script), Note(append.Minus(script).Median, AppendTarget, "beside git's own time ")),
        ];
    }

    /// <summary>By a store of its own: nothing is known from before.</summary>
    private static TimeSpan Verify(string clone, bool fetchedBefore)
    {
        var store = new GitLedgerStore(GitRepository.Around(clone), LedgerRemote.Name, fetchedBefore ? new LedgerPlace.Local() : Remote);
        var watch = Stopwatch.StartNew();
        // What was appended here behind it is no evaluation.
        var ledger = Ledger.Verify([.. store.Load().Records.Take(2 * Evaluations)], MadeUpLedger.Seal);
        var elapsed = watch.Elapsed;
        return ledger.Entries.Count == 2 * Evaluations ? elapsed : throw new InvalidOperationException("entries are missing");
    }

    private static TimeSpan Append(GitLedgerStore store, LedgerDraft draft)
    {
        // As the command line does: read, then append behind what was read.
        var watch = Stopwatch.StartNew();
        while (!store.TryAppend(draft, store.Load().Head))
        {
        }
        return watch.Elapsed;
    }

    private static GitLedgerStore Store(string clone) => new(GitRepository.Around(clone), LedgerRemote.Name, Remote);

    private static Row RowOf(string name, Sample sample, string ratio, string note)
    {
        var (median, range) = sample.Format("N0");
        return new Row(name, median + " ms", range, ratio, note);
    }

    private static string Ratio(Sample sample, Sample reference)
    {
        var (median, range) = sample.Over(reference).Format("F2");
        return $"{median} ({range}) x the script";
    }

    private static string Note(double milliseconds, double most, string what = "") =>
        $"{(what.Length > 0 ? $"{what}{milliseconds:N0} ms, " : "")}target < {most:N0} ms: {(milliseconds < most ? "met" : "missed")}";
}
