namespace ModelCI.Core.Reports;

/// <summary>
/// The maintainers' edition of a report: all that an evaluation saw, whatever <c>feedback</c> allows developers to see. For people who hold the
/// account's key and take no part in choosing models.
/// </summary>
/// <param name="Report">The developers' report with everything filled in that it leaves out.</param>
/// <param name="HasPath">Whether the evaluation was followed label by label, in this run or again; the account keeps no path, so that a replay may lack it.</param>
/// <param name="Clauses">In the order of the condition; empty where no evaluation was opened.</param>
public sealed record MaintainerReport(GateReport Report, bool HasPath, IReadOnlyList<ClauseTrace> Clauses);

/// <summary>How a clause came to its outcome, in the units of its left side.</summary>
/// <param name="ZoneFrom">Lower end of the indifference zone.</param>
/// <param name="ZoneTo">Upper end; the constant of the condition is one of the two ends, or the middle under a fixed method.</param>
/// <param name="AcceptLogValue">ln of the wealth that accepts, at the end; null where there are no bets.</param>
/// <param name="RefuseLogValue">ln of the wealth that refuses; likewise.</param>
/// <param name="AcceptLogNeeded">ln of the wealth that accepting takes; null where there are no bets.</param>
/// <param name="RefuseLogNeeded">ln of the wealth that refusing takes; likewise.</param>
/// <param name="Path">What was known when the number of the clause's items was a power of two, and at the end; empty without a path.</param>
public sealed record ClauseTrace(
    double ZoneFrom, double ZoneTo, double? AcceptLogValue, double? RefuseLogValue, double? AcceptLogNeeded, double? RefuseLogNeeded, IReadOnlyList<PathPoint> Path);

/// <summary>A moment of a clause's path. The limits are those of its confidence sequence: each side misses with probability at most alpha over the whole path.</summary>
/// <param name="Items">Active items with a known label up to then.</param>
/// <param name="Labels">Items that the clause needed a label of up to then.</param>
/// <param name="Estimate">The left side over the items; null without any.</param>
public sealed record PathPoint(long Items, long Labels, double? Estimate, double Lower, double Upper);
