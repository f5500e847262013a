using ModelCI.Core.Configuration;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Accounting;

/// <summary>What a ledger adds up to: evaluations, error budget, label budget. Immutable; built by <see cref="Ledger"/>.</summary>
public sealed class Account
{
    // What rounding leaves of 1 less the sum of all shares.
    private const double LeastShareLeft = 1e-12;

    private readonly double _spent;

    internal Account(
        IReadOnlyList<Evaluation> evaluations, IReadOnlyList<OfflineEntry> offline, double natsPaid, double spent, int reserved, TestSetPin? testSet, Exhaustion? retired)
    {
        Evaluations = evaluations;
        Offline = offline;
        Reserved = reserved;
        NatsPaid = natsPaid;
        _spent = spent;
        TestSet = testSet;
        Retired = retired;
    }

    /// <summary>Of a test set that nobody has evaluated on.</summary>
    public static Account Empty { get; } = new([], [], 0, 0, 0, null, null);

    /// <summary>In the order of opening; step t is at index t - 1.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; }

    /// <summary>Verdicts that were shown while the ledger was out of reach; they took no step.</summary>
    public IReadOnlyList<OfflineEntry> Offline { get; }

    /// <summary>The test set as pinned last; null for an empty ledger.</summary>
    public TestSetPin? TestSet { get; }

    /// <summary>Why no evaluation follows, whatever the policy; null where one may.</summary>
    public Exhaustion? Retired { get; }

    /// <summary>-ln w of all symbols released so far, in nats.</summary>
    public double NatsPaid { get; }

    /// <summary>Number of the next step, from 1.</summary>
    public int NextStep => Evaluations.Count + 1;

    /// <summary>Public upper bound on the labels used so far, by evaluations that were shown offline too.</summary>
    public int Reserved { get; }

    /// <summary>The evaluation with that key that has an answer or waits for one; a recorded answer first. Null if there is none.</summary>
    public Evaluation? Find(string key) =>
        Evaluations.FirstOrDefault(evaluation => evaluation.Opening.Key == key && evaluation.IsFinal)
        ?? Evaluations.FirstOrDefault(evaluation => evaluation.Opening.Key == key && evaluation.IsWaiting);

    /// <summary>Whether another evaluation may be opened under <paramref name="policy"/>, as far as the ledger alone tells.</summary>
    public Exhaustion? ExhaustionUnder(GatePolicy policy)
    {
        if (Retired is not null) return Retired;
        if (policy.Adaptivity == Adaptivity.FirstChange && Evaluations.Any(evaluation => evaluation.HasPassed)) return Exhaustion.FirstPass;
        // Raising `steps` after the last planned step finds nothing left to spend: all of delta is gone.
        return (policy.Steps is { } steps && NextStep > steps) || 1 - _spent <= LeastShareLeft ? Exhaustion.Steps : null;
    }

    /// <summary>Evaluations that may follow after the openings so far; null for an open-ended account.</summary>
    public int? RunsLeft(GatePolicy policy) =>
        ExhaustionUnder(policy) is not null ? 0 : policy.Steps - Evaluations.Count;

    /// <summary>The error budget of the next evaluation.</summary>
    public ErrorSpend NextError(GatePolicy policy, IReadOnlyList<ReleasedSymbol> alphabet)
    {
        var share = AlphaSpending.Share(NextStep, policy.Steps, _spent);
        var logInverse = AlphaSpending.LogInverseAlpha(policy, share, NatsPaid);
        return new ErrorSpend(share, NatsPaid, logInverse, Math.Exp(-logInverse), SignificanceLevel.FromReliability(policy.Reliability).Value, alphabet, policy.Steps - NextStep);
    }

    /// <summary>
    /// Labels used by all evaluations as far as released counts tell; null where some evaluation did not show its counts, or was shown offline,
    /// where it could not know which labels others had used by then.
    /// </summary>
    public int? LabelsShown()
    {
        if (Offline.Count > 0) return null;
        var total = 0;
        foreach (var result in Evaluations.Select(evaluation => evaluation.Result).OfType<ResultEntry>())
        {
            if (result.Shown is null) return null;
            total += result.Shown.LabelsNew;
        }
        return total;
    }

    /// <summary>Refuses settings whose change would void the guarantee (statistics.md section 5).</summary>
    /// <exception cref="Problems.ModelCIException">MCI4005: a pinned setting changed.</exception>
    public void CheckPinned(GatePolicy policy)
    {
        if (ChangedPin(policy) is { } changed) throw LedgerProblems.PinnedSetting(changed.Key, Text(changed.Pinned), Text(changed.Given));
    }

    /// <summary>The first pinned setting in which <paramref name="policy"/> differs from the first opening; null when none does.</summary>
    internal (string Key, object? Pinned, object? Given)? ChangedPin(GatePolicy policy)
    {
        // What was shown offline is paid for by nothing under levels that are fixed beforehand.
        if (Offline.Count > 0 && policy.Accounting == AccountingScheme.Paper) return ("gate.accounting", AccountingScheme.Universal, policy.Accounting);
        if (Evaluations.Count == 0) return null;
        var first = Evaluations[0].Opening.Policy;
        // The code and the spending schedule are one function over the whole string of symbols; two of them in one account have no common bound.
        if (first.Adaptivity != policy.Adaptivity) return ("gate.adaptivity", first.Adaptivity, policy.Adaptivity);
        if (first.Accounting != policy.Accounting) return ("gate.accounting", first.Accounting, policy.Accounting);
        if (policy.Accounting != AccountingScheme.Paper) return null;
        if (first.Steps != policy.Steps) return ("gate.steps", first.Steps, policy.Steps);
        return first.Reliability.Equals(policy.Reliability) ? null : ("gate.reliability", first.Reliability, policy.Reliability);
    }

    private static string Text(object? value) => value switch
    {
        Enum symbol => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(symbol.ToString()),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => "none",
    };
}
