using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Reports;

/// <summary>How an evaluation ended, in the words of the sealed part of its result.</summary>
public static class RecordedEnd
{
    private const string Undecided = "undecided for want of ";

    /// <summary>The words.</summary>
    public static string Of(Decision decision) => decision switch
    {
        Decision.Undecided undecided => Undecided + undecided.Of.ToString().ToLowerInvariant(),
        _ => decision.GetType().Name.ToLowerInvariant(),
    };

    /// <summary>What the words mean under a mode; the resolution is null while the evaluation waits.</summary>
    /// <exception cref="ArgumentException">Words that <see cref="Of"/> does not write.</exception>
    public static (Verdict Verdict, Resolution? Resolution) Read(string words, Mode mode) => words switch
    {
        "passed" => (Verdict.Pass, Resolution.Accepted),
        "failed" => (Verdict.Fail, Resolution.Refused),
        "waiting" => (Verdict.Waiting, null),
        Undecided + "items" => (InDoubt(mode), Resolution.UndecidedItems),
        Undecided + "labels" => (InDoubt(mode), Resolution.UndecidedLabels),
        _ => throw new ArgumentException($"an evaluation does not end '{words}'", nameof(words)),
    };

    private static Verdict InDoubt(Mode mode) => mode == Mode.FpFree ? Verdict.Fail : Verdict.Pass;
}
