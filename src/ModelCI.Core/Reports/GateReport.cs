using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Reports;

/// <summary>
/// The one model of a report, in its developers' edition: numbers and enumerations, no formatted text. report.json is this model; every
/// other rendering is a template over it. What depends on the test set is null unless <c>feedback</c> allows and pays for it.
/// </summary>
/// <param name="Schema"><see cref="CurrentSchema"/>.</param>
/// <param name="Resolution">Why; only under <c>feedback: reason</c> and <c>estimates</c>.</param>
/// <param name="RefusedClause">Number of the refused clause, from 1; only under <c>feedback: reason</c>.</param>
/// <param name="Replayed">Whether the recorded answer of an earlier, equal evaluation is repeated; that costs nothing.</param>
/// <param name="Error">Null where no evaluation was opened.</param>
/// <param name="Inference">How far the models had to answer; only under <c>feedback: estimates</c> and not on a replay.</param>
/// <param name="Command">Reproduces the run.</param>
/// <param name="Configuration">Where the configuration was read from; null for the work tree.</param>
public sealed record GateReport(
    string Schema,
    string Tool,
    Verdict Verdict,
    int ExitCode,
    Resolution? Resolution,
    int? RefusedClause,
    bool Replayed,
    string Condition,
    IReadOnlyList<ClauseReport> Clauses,
    ModelReport Candidate,
    ModelReport? Baseline,
    TestSetReport TestSet,
    GuaranteeReport Guarantee,
    ErrorReport? Error,
    LabelReport Labels,
    Exhaustion? Exhaustion,
    InferenceReport? Inference,
    IReadOnlyList<Notice> Notices,
    string Command,
    ConfigurationReport? Configuration = null)
{
    /// <summary>Version of the report's form.</summary>
    public const string CurrentSchema = "modelci.report/1";

    /// <summary>The exit code of a verdict.</summary>
    public static int ExitCodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass or Verdict.Unchanged or Verdict.Accepted => 0,
        Verdict.Fail => 1,
        Verdict.Waiting => 3,
        Verdict.Exhausted => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}

/// <summary>A commit that the configuration was read from, with its schema and templates.</summary>
/// <param name="Commit">Its hash.</param>
/// <param name="IsNew">It has no configuration: that of the work tree rules, as there is none before it.</param>
/// <param name="Difference">What leads from it to the files of the work tree, as a unified diff; null where they are the same.</param>
public sealed record ConfigurationReport(string Commit, bool IsNew, string? Difference);

/// <summary>A model: the path as configured and its digest, SHA-256 over the file and the files that it keeps weights in.</summary>
public sealed record ModelReport(string Path, string Digest);

/// <summary>The test set.</summary>
/// <param name="Items">N; null where no items were read.</param>
/// <param name="Digest">Of items and features; null where no items were read.</param>
/// <param name="Account">Hash of the account's first entry, to be pinned by <c>holdout.account</c>; null where there is none yet.</param>
public sealed record TestSetReport(string Name, int? Items, string? Digest, string? Account);

/// <summary>What is promised over the life of the test set.</summary>
/// <param name="Delta">Largest 1 - reliability of any evaluation so far, this one included.</param>
/// <param name="Method">How a clause is decided.</param>
public sealed record GuaranteeReport(
    Mode Mode, double Reliability, double Delta, Adaptivity Adaptivity, Feedback Feedback, AccountingScheme Accounting, DecisionMethod Method);

/// <summary>The error account.</summary>
/// <param name="Step">t.</param>
/// <param name="Steps">H; null for open-ended.</param>
/// <param name="Alpha">alpha_t of this evaluation; 0 where it underflows.</param>
/// <param name="LogInverseAlpha">ln(1/alpha_t), nats.</param>
/// <param name="Beta">Bound on the other error in this run.</param>
/// <param name="NatsThisRun">Price of what this evaluation released.</param>
/// <param name="NatsPaid">Price of all that was released, this evaluation included.</param>
/// <param name="RunsLeft">Evaluations that may follow; null for open-ended.</param>
/// <param name="NextLogInverseAlpha">ln(1/alpha) of the next evaluation; null where none may follow. Labels grow in proportion to it.</param>
public sealed record ErrorReport(
    int Step, int? Steps, double Alpha, double LogInverseAlpha, double Beta, double NatsThisRun, double NatsPaid, int? RunsLeft,
    double? NextLogInverseAlpha);

/// <summary>The label account, in labels; costs in the currency given.</summary>
/// <param name="Reserved">Upper bound on the labels used so far; data-independent. Null where the account was not looked at.</param>
/// <param name="Used">Exact; only under <c>feedback: estimates</c>.</param>
public sealed record LabelReport(int? Budget, int? PerRun, int? Reserved, decimal? ReservedCost, string? Currency, LabelUse? Used);

/// <summary>Exact label counts of an evaluation.</summary>
/// <param name="Needed">Labels used by it.</param>
/// <param name="Owned">Of those, used before.</param>
/// <param name="New">Of those, used for the first time.</param>
/// <param name="Total">Used over the life of the test set; null where an evaluation did not show its counts.</param>
/// <param name="Left">Budget less total; null without both.</param>
/// <param name="LabelAll">What labelling every item would have taken.</param>
public sealed record LabelUse(int Needed, int Owned, int New, int? Total, int? Left, int LabelAll);

/// <summary>One clause.</summary>
/// <param name="Text">As compiled.</param>
/// <param name="Epsilon">Tolerance as used.</param>
/// <param name="Shown">Only under <c>feedback: estimates</c>.</param>
/// <param name="Slice">Name of the slice that it is about; null for all items.</param>
public sealed record ClauseReport(string Text, double Constant, double Epsilon, bool Narrowed, bool LabelFree, ClauseShown? Shown, string? Slice = null);

/// <summary>What a clause saw; a function of the paid counts.</summary>
/// <param name="Items">Active items consumed, with a known label: of those that the clause speaks of.</param>
/// <param name="Estimate">The left side over them; null without any.</param>
/// <param name="Lower">One-sided lower limit at alpha_t.</param>
/// <param name="Upper">One-sided upper limit at alpha_t.</param>
/// <param name="Least">Least possible value of the left side.</param>
/// <param name="Most">Greatest possible value of the left side.</param>
/// <param name="Counts">Active items per score; for a linear form the score is the item's value of the left side. Empty for losses.</param>
/// <param name="Meaning">What a score says in words.</param>
/// <param name="Unsure">Items beside them that nobody could label; the limits hold whatever those are. Null for none.</param>
public sealed record ClauseShown(
    ClauseOutcome Outcome, long Items, double? Estimate, double Lower, double Upper, double Least, double Most,
    IReadOnlyList<ValueCount> Counts, ClauseMeaning Meaning, long? Unsure = null);

/// <summary>How many items had a value.</summary>
public sealed record ValueCount(double Value, long Items);

/// <summary>How far the models had to answer.</summary>
/// <param name="ItemsRead">Items that the gate read.</param>
/// <param name="ItemsInferred">Items sent to the models.</param>
/// <param name="ItemsInferredByWorker">The worker's own count; under lazy reading only.</param>
/// <param name="BatchSize">Items per batch; under lazy reading only.</param>
public sealed record InferenceReport(int ItemsRead, int ItemsInferred, long? ItemsInferredByWorker, int? BatchSize);
