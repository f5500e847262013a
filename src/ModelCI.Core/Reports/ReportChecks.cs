namespace ModelCI.Core.Reports;

/// <summary>Whether a report that was read back is one that could have been written: renderings count on what every written one has.</summary>
internal static class ReportChecks
{
    // Renderings show the first 12 digits.
    private const int FewestDigits = 12;

    /// <summary>Null for a report that could have been written, else why it is none.</summary>
    public static string? WhyNot(GateReport report) =>
        OfVerdict(report) ?? OfDigests(report) ?? OfGuarantee(report.Guarantee) ?? OfError(report.Error) ?? OfLabels(report.Labels)
        ?? report.Clauses.Select(OfClause).FirstOrDefault(why => why is not null);

    private static string? OfVerdict(GateReport report)
    {
        if (report.ExitCode != GateReport.ExitCodeOf(report.Verdict)) return "'exitCode' is not that of 'verdict'";
        // Elements of lists are what the reader lets be null.
        if (report.Clauses.Count == 0 || report.Clauses.Any(clause => clause is null)) return "'clauses' is empty, or has an empty element";
        if (report.Clauses.Any(clause => clause.Shown is null) && report.Clauses.Any(clause => clause.Shown is not null)) return "some clauses are shown and some are not";
        if (report.RefusedClause is { } clause && (clause < 1 || clause > report.Clauses.Count)) return "'refusedClause' is not the number of a clause";
        if (report.Exhaustion is null == (report.Verdict == Verdict.Exhausted)) return "'exhaustion' does not go with 'verdict'";
        var isEvaluated = report.Verdict is not (Verdict.Exhausted or Verdict.Unchanged);
        return report.Error is null == isEvaluated ? "'error' does not go with 'verdict'" : null;
    }

    private static string? OfDigests(GateReport report)
    {
        string?[] all = [report.Candidate.Digest, report.Baseline?.Digest, report.TestSet.Digest, report.TestSet.Account, report.Configuration?.Commit];
        return all.OfType<string>().Any(digest => digest.Length < FewestDigits || !digest.All(char.IsAsciiHexDigitLower)) ? "a digest is not one" : null;
    }

    private static string? OfGuarantee(GuaranteeReport guarantee) =>
        IsShare(guarantee.Reliability) && IsShare(guarantee.Delta) ? null : "'guarantee' has a probability that is none";

    private static string? OfError(ErrorReport? error)
    {
        if (error is null) return null;
        var isCounted = error.Step >= 1 && error.Steps is null or >= 1 && error.RunsLeft is null or >= 0;
        double[] amounts = [error.LogInverseAlpha, error.NatsThisRun, error.NatsPaid, error.NextLogInverseAlpha ?? 0];
        return isCounted && IsShare(error.Alpha) && IsShare(error.Beta) && amounts.All(amount => amount >= 0 && double.IsFinite(amount)) ? null : "'error' has a number that cannot be";
    }

    private static string? OfLabels(LabelReport labels)
    {
        int?[] counts = [labels.Budget, labels.PerRun, labels.Reserved, labels.Used?.Needed, labels.Used?.Owned, labels.Used?.New, labels.Used?.Total, labels.Used?.LabelAll];
        if (counts.Any(count => count < 0)) return "'labels' has a count below 0";
        // What is left is told beside what it is left of.
        return labels.Used is { Left: not null } && (labels.Budget is null || labels.Used.Total is null) ? "'labels.used.left' is told without what it is left of" : null;
    }

    private static string? OfClause(ClauseReport clause)
    {
        if (!double.IsFinite(clause.Constant) || !(clause.Epsilon >= 0 && double.IsFinite(clause.Epsilon))) return "a clause has a number that cannot be";
        if (clause.Shown is not { } shown) return null;
        // Bars are drawn over the least and the greatest of them.
        double[] drawn = [shown.Lower, shown.Estimate ?? shown.Lower, shown.Upper, clause.Constant, shown.Least, shown.Most];
        var isDrawable = drawn.All(double.IsFinite) && double.IsFinite(drawn.Max() - drawn.Min()) && shown.Lower <= shown.Upper;
        var isInside = shown.Estimate is null || (shown.Estimate >= Math.Min(shown.Lower, clause.Constant) && shown.Estimate <= Math.Max(shown.Upper, clause.Constant));
        var isCounted = shown.Items >= 0 && shown.Unsure is null or >= 0 && shown.Counts.All(count => count is { Items: >= 0 } && double.IsFinite(count.Value));
        var hasEstimate = shown.Items == 0 == shown.Estimate is null;
        return isDrawable && isInside && isCounted && hasEstimate ? null : "what a clause saw has a number that cannot be";
    }

    private static bool IsShare(double value) => value is >= 0 and <= 1;
}
