using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Ledgers;

/// <summary>A line of the account: an evaluation, or something else that happened to it.</summary>
/// <param name="Entry">Number of the entry in the chain; an evaluation's is that of its opening.</param>
/// <param name="Kind">As in JSON: evaluation, offline, begun, extended, rotated, unsealed.</param>
/// <param name="State">What was released: a symbol; else running or aborted; else what happened.</param>
/// <param name="Opening">Of evaluations and of what was shown offline.</param>
/// <param name="Nats">Paid for what it released.</param>
/// <param name="Shown">Counts that <c>feedback: estimates</c> showed.</param>
/// <param name="Items">Of the test set from then on; where an entry pins one.</param>
/// <param name="Successor">The test set that takes over; where it was retired for another one.</param>
/// <param name="Details">Of the last entry that it wrote; only when unsealed.</param>
internal sealed record LedgerEvent(
    int Entry, string Kind, string State, EntryHeader Header, OpenEntry? Opening, double Nats, ShownCounts? Shown, int? Items, string? Successor, SealedDetails? Details)
{
    public const string Evaluation = "evaluation";
    public const string Offline = "offline";

    // An evaluation without a result may still run; after an hour that is no longer likely.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>New labels of one evaluation at most: a public figure.</summary>
    public int? Reserve => Opening is null ? null : Math.Min(Math.Min(Opening.Labels.PerRun ?? int.MaxValue, Opening.Labels.Budget ?? int.MaxValue), Opening.TestSet.Items);

    /// <summary>In chain order.</summary>
    /// <param name="details">By entry number; null where they stay sealed.</param>
    public static IReadOnlyList<LedgerEvent> Of(Ledger ledger, DateTimeOffset now, Func<int, SealedDetails>? details)
    {
        var evaluations = ledger.Account.Evaluations.ToDictionary(evaluation => evaluation.OpenedAt);
        return [.. ledger.Entries.Select((entry, index) => Of(entry, index + 1)).OfType<LedgerEvent>()];

        LedgerEvent? Of(LedgerEntry entry, int number) => entry switch
        {
            OpenEntry open => OfEvaluation(open, evaluations[number], now, details),
            OfflineEntry offline => new(
                number, Offline, offline.Symbol.Text, offline.Header, offline.Opening, ledger.NatsOf(number), offline.Shown, null, null, details?.Invoke(number)),
            PinEntry pin => OfTestSet(number, number == 1 ? "begun" : "extended", pin, pin.TestSet.Items, null),
            RetireEntry retire => OfTestSet(number, retire.Reason == Retirement.Rotated ? "rotated" : "unsealed", retire, null, retire.Successor),
            _ => null,
        };
    }

    private static LedgerEvent OfTestSet(int number, string what, LedgerEntry entry, int? items, string? successor) =>
        new(number, what, what, entry.Header, null, 0, null, items, successor, null);

    private static LedgerEvent OfEvaluation(OpenEntry open, Evaluation evaluation, DateTimeOffset now, Func<int, SealedDetails>? details)
    {
        var state = evaluation.Result?.Symbol.Text ?? (EntryTime.Of(open.Header) is { } opened && now - opened < Patience ? "running?" : "aborted");
        return new(
            evaluation.OpenedAt, Evaluation, state, open.Header, open, evaluation.Nats, evaluation.Result?.Shown, null, null,
            details?.Invoke(evaluation.Result is null ? evaluation.OpenedAt : evaluation.ResultAt));
    }
}
