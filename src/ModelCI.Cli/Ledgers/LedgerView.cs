using ModelCI.Cli.Predicting;
using ModelCI.Cli.Testing;
using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;

namespace ModelCI.Cli.Ledgers;

/// <summary>What <c>ledger show</c> shows: released symbols and public figures, and the exact account where it was unsealed.</summary>
/// <param name="Next">The policy of the next evaluation, as far as the account lets a configuration change it.</param>
/// <param name="End">Why none follows; null where one may.</param>
/// <param name="Unpushed">Entries that were written offline in this clone and that the account does not have yet.</param>
/// <param name="Exact">Null where the sealed parts stay sealed.</param>
internal sealed record LedgerView(
    GateConfiguration Configuration, Ledger Ledger, Account Account, IReadOnlyList<LedgerEvent> Events, GatePolicy Next, Exhaustion? End, bool IsAuthenticated,
    int Unpushed, ExactLabels? Exact)
{
    public static LedgerView Of(GateConfiguration configuration, Ledger ledger, LedgerAccess access, DateTimeOffset now, bool isUnsealed)
    {
        var account = ledger.Account;
        var unsealed = isUnsealed && ledger.Entries.Count > 0 ? new SealedAccount(ledger) : null;
        var next = NextPolicy(GatePolicy.Of(configuration), account);
        return new LedgerView(
            configuration, ledger, account, LedgerEvent.Of(ledger, now, unsealed is null ? null : unsealed.Details), next, EndOf(configuration, next, account),
            ledger.IsKeyed && access.Seal.IsKeyed, access.Unpushed(), unsealed is null ? null : ExactLabels.Of(unsealed, account.TestSet!.Items));
    }

    /// <summary>ln(1/alpha) of the first evaluation and of the next one, also of one that is not worth its labels; null where there is none.</summary>
    public (double? First, double? Next) Evidence => (
        Account.Evaluations.Count == 0 ? null : Account.Evaluations[0].Opening.Error.LogInverseAlpha,
        Account.ExhaustionUnder(Next) is null ? Account.NextError(Next, [ReleasedSymbol.Pass, ReleasedSymbol.Fail]).LogInverseAlpha : null);

    /// <summary>Share of delta that the openings so far have taken.</summary>
    public double Spent => Account.Evaluations.Sum(evaluation => evaluation.Opening.Error.Share);

    private static GatePolicy NextPolicy(GatePolicy configured, Account account)
    {
        if (account.Evaluations.Count == 0) return configured;
        var first = account.Evaluations[0].Opening.Policy;
        return first.Accounting == AccountingScheme.Paper ? first : configured with { Adaptivity = first.Adaptivity, Accounting = first.Accounting };
    }

    /// <summary>As <c>modelci test</c> would find it.</summary>
    private static Exhaustion? EndOf(GateConfiguration configuration, GatePolicy next, Account account)
    {
        if (account.TestSet is not { } pin) return null;
        var task = ConfiguredTask.Of(configuration, pin);
        var clauses = CompiledCondition.Resolved(CompiledCondition.Of(configuration), configuration, task);
        return new Lifetime(configuration, next, clauses, task.Classes, pin.Items).End(account);
    }
}

/// <summary>The exact label account, which only the sealed parts tell.</summary>
/// <param name="Used">By evaluations with a result.</param>
/// <param name="Charged">Those, and what evaluations that run, wait or were aborted may use.</param>
internal sealed record ExactLabels(int Used, int Charged)
{
    public static ExactLabels Of(SealedAccount account, int items) => new(account.LabelsUsed(items).Count, account.LabelsCharged(items).Count);
}
