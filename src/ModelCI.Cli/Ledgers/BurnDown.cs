using System.Globalization;
using System.Text;
using ModelCI.Core.Accounting;
using ModelCI.Reporting;

namespace ModelCI.Cli.Ledgers;

/// <summary>What is left of both budgets, as bars.</summary>
internal static class BurnDown
{
    private const int Width = 20;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(LedgerView view) => Error(view) + Labels(view);

    private static string Error(LedgerView view)
    {
        var (account, text) = (view.Account, new StringBuilder());
        var runs = account.Evaluations.Count;
        text.Append(view.Next.Steps is { } steps
            ? string.Create(Culture, $"Error budget   {TextBars.Share(runs, steps, Width)} {runs} of {steps} runs, {(view.End is null ? account.RunsLeft(view.Next) : 0)} left\n")
            : string.Create(Culture, $"Error budget   {TextBars.Share(view.Spent, 1, Width)} {(runs == 1 ? "1 run has" : $"{runs} runs have")} taken {100 * view.Spent:0.#} % of delta, open-ended\n"));
        text.Append(Culture, $"               feedback paid: {account.NatsPaid:0.0} nats\n");
        if (view.End is { } end) text.Append(Culture, $"               no further run: {Reason(end)}\n");
        if (view.Evidence is ({ } first, { } next))
            text.Append(Culture, $"               the next run needs {next / first:0.0} times the evidence of the first:\n               ln(1/alpha) {next:0.0} against {first:0.0} nats\n");
        return text.ToString();
    }

    private static string Labels(LedgerView view)
    {
        var (account, text) = (view.Account, new StringBuilder());
        var (budget, cost) = (view.Configuration.Budget.Labels, view.Configuration.Budget.Cost);
        var (used, bound) = account.LabelsShown() is { } shown && view.Events.All(line => line.Opening is null || line.Shown is not null)
            ? (shown, "")
            : (account.Reserved, "at most ");
        text.Append(budget is { } most
            ? string.Create(Culture, $"Label budget   {TextBars.Share(used, most, Width)} {bound}{used:#,0} of {most:#,0} used\n")
            : string.Create(Culture, $"Label budget   {bound}{used:#,0} used; no limit\n"));
        if (cost is not null)
        {
            var whole = budget is { } labels ? string.Create(Culture, $" of {labels * cost.Amount:#,0.00}") : "";
            text.Append(Culture, $"               {bound}{used * cost.Amount:#,0.00}{whole} {cost.Currency}\n");
        }
        return text.ToString();
    }

    private static string Reason(Exhaustion end) => end switch
    {
        Exhaustion.Steps => "all planned evaluations are used",
        Exhaustion.FirstPass => "an evaluation has passed (adaptivity: first-change)",
        Exhaustion.Alpha => "it would need more labels than test set or budget have",
        Exhaustion.Rotated => "the test set was rotated",
        Exhaustion.Unsealed => "the test set was retired when it was unsealed",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };
}
