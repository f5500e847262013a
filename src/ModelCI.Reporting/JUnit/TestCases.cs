using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting.JUnit;

/// <summary>A test per clause where the report shows what came of each, else one for the gate. Some test fails exactly if the gate fails.</summary>
internal static class TestCases
{
    public static IReadOnlyList<TestCase> Of(GateReport report)
    {
        if (report.Verdict is not (Verdict.Pass or Verdict.Fail) || report.Clauses.Any(clause => clause.Shown is null)) return [OfGate(report)];
        TestCase[] clauses = [.. report.Clauses.Select((clause, index) => OfClause(report, clause, index + 1))];
        // A fail is red whatever its clauses say.
        return report.Verdict == Verdict.Fail && clauses.All(test => test.End != TestEnd.Failed) ? [.. clauses, OfGate(report)] : clauses;
    }

    private static TestCase OfGate(GateReport report) => report.Verdict switch
    {
        Verdict.Pass => new(report.Condition, TestEnd.Passed),
        Verdict.Accepted => new("accepted for evaluation", TestEnd.Passed),
        Verdict.Fail => new(report.Condition, TestEnd.Failed, "fail", WhyFailed(report)),
        // Neither has been decided, and a viewer that counts only failures and errors must not show it green.
        Verdict.Waiting => new(report.Condition, TestEnd.Error, "waiting", "The decision needs a label that is not available yet."),
        Verdict.Exhausted => new(report.Condition, TestEnd.Error, "exhausted", "This test set takes no further evaluation: a new one is needed."),
        Verdict.Unchanged => new(report.Condition, TestEnd.Skipped, "", "Candidate and baseline are the same model: there was nothing to decide."),
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    private static string WhyFailed(GateReport report) => report.Resolution switch
    {
        Resolution.Refused when report.RefusedClause is { } number => string.Create(CultureInfo.InvariantCulture, $"The evidence refuses clause {number}: {report.Clauses[number - 1].Text}"),
        Resolution.Refused => "The evidence refuses a clause.",
        Resolution.Undecided or Resolution.UndecidedItems or Resolution.UndecidedLabels => "Items or labels ended before the evidence sufficed; undecided counts as fail (mode: fp-free).",
        _ => "The condition was not shown to hold.",
    };

    private static TestCase OfClause(GateReport report, ClauseReport clause, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"clause {number}: {clause.Text}");
        var shown = clause.Shown!;
        return shown.Outcome switch
        {
            ClauseOutcome.Accepted => new(name, TestEnd.Passed),
            ClauseOutcome.Refused => new(name, TestEnd.Failed, "refused", "The evidence refuses the clause: " + Limits(shown)),
            _ when report.Resolution == Resolution.Refused => new(name, TestEnd.Skipped, "", "Not decided: another clause was refused before."),
            _ when report.Guarantee.Mode == Mode.FnFree => new(name, TestEnd.Skipped, "", "Undecided, which counts as pass (mode: fn-free)."),
            _ => new(name, TestEnd.Failed, "undecided", "Items or labels ended before the evidence sufficed; undecided counts as fail (mode: fp-free): " + Limits(shown)),
        };
    }

    private static string Limits(ClauseShown shown) => shown.Estimate is { } estimate
        ? string.Create(CultureInfo.InvariantCulture, $"estimate {estimate:0.####} in [{shown.Lower:0.####}, {shown.Upper:0.####}] over {shown.Items:#,0} items")
        : "no item was read";
}
