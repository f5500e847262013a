using System.Globalization;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting.Publishing;

/// <summary>Puts a run into the words that the Action publishes. Nothing is said here that report.json does not say.</summary>
public sealed class Publisher(ReportRenderer renderer, GatePlaces places)
{
    private const string Broken = "broken";
    private const int BrokenExitCode = 2;

    // All; without slices and other details; the headline and why.
    private static readonly int[] Details = [2, 1, 0];

    // By detail: nobody mends more at once, and the shortest text must fit.
    private static readonly int[] MostProblems = [5, 20, 100];

    /// <summary>A run that came to a verdict.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public Publication Of(GateReport report)
    {
        var data = TemplateData.Of(report);
        // The evaluation itself is all that may be known of one whose result is sealed.
        var isSilent = report.Verdict == Verdict.Accepted;
        return Of(
            data, (string)data["verdict"]!, report.Resolution is Resolution.Undecided or Resolution.UndecidedItems or Resolution.UndecidedLabels,
            report.ExitCode, Conclusion(report.Verdict), Level(report.Verdict) is { } level ? At(level, data, places.ConditionLine, places.Candidate) : [],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["verdict"] = (string)data["verdict"]!,
                ["outcome"] = (string?)data["resolution"] ?? "",
                ["runs-left"] = isSilent ? "" : Text(report.Error?.RunsLeft),
                ["labels-reserved"] = isSilent ? "" : Text(report.Labels.Reserved),
            });
    }

    /// <summary>The verdict in one line of plain text.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string Title(GateReport report) => Said(report, Title);

    /// <summary>The whole summary, in Markdown.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public string Summary(GateReport report) => Said(report, (data, state) => Render(ReportRenderer.Summary, data, state, Details[0]));

    /// <summary>A run that could not be measured.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public Publication Of(IReadOnlyList<Problem> problems)
    {
        var data = TemplateData.Of(problems);
        return Of(
            data, Broken, undecided: false, BrokenExitCode, "failure", At("failure", data, 1, null),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["verdict"] = Broken, ["outcome"] = "", ["runs-left"] = "", ["labels-reserved"] = "" });
    }

    /// <summary>What to say before a run, and if it does not end as it should.</summary>
    /// <exception cref="ModelCIException">MCI1020: an overriding template does not work.</exception>
    public Announcement Announce() => new(
        Announcement.CurrentSchema, places.TestSet, places.CheckName, places.Marker, places.Candidate,
        Say("running", null), Say("cancelled", "cancelled"), Say("crashed", "failure"));

    private static string Said(GateReport report, Func<Dictionary<string, object?>, string, string> say)
    {
        var data = TemplateData.Of(report);
        return say(data, (string)data["verdict"]!);
    }

    private State Say(string state, string? conclusion)
    {
        var data = TemplateData.Empty();
        return new State(Title(data, state), Render(ReportRenderer.Check, data, state, Details[0]), conclusion);
    }

    private Publication Of(
        Dictionary<string, object?> data, string verdict, bool undecided, int exitCode, string conclusion, IReadOnlyList<Annotation> annotations,
        Dictionary<string, string> outputs) => new(
            Publication.CurrentSchema, places.TestSet, verdict, undecided, exitCode, conclusion, Title(data, verdict),
            Bodies(ReportRenderer.Check, data, verdict), Bodies(ReportRenderer.Comment, data, verdict), Bodies(ReportRenderer.Summary, data, verdict),
            annotations, outputs);

    private string[] Bodies(string template, Dictionary<string, object?> data, string state) =>
        [.. Details.Select(detail => Render(template, data, state, detail)).Distinct()];

    private Annotation[] At(string level, Dictionary<string, object?> data, int line, string? candidate)
    {
        var state = (string?)data["verdict"] ?? Broken;
        // GitHub takes 255 symbols of title and 64 KiB of message: the headline alone, and no more than some problems.
        var headline = new Dictionary<string, object?>(data, StringComparer.Ordinal) { ["condition"] = null };
        var (title, message) = (Title(headline, state), renderer.Render(ReportRenderer.Annotation, With(ReportRenderer.Annotation, data, state, Details[^1])).Trim());
        Annotation[] all = [new(places.Configuration, line, level, title, message)];
        return candidate is null ? all : [.. all, new Annotation(candidate, 1, level, title, message)];
    }

    private string Title(Dictionary<string, object?> data, string state) => renderer.Render(ReportRenderer.Title, With(ReportRenderer.Title, data, state, Details[0])).Trim();

    private string Render(string template, Dictionary<string, object?> data, string state, int detail) =>
        BlankLines.Squeeze(renderer.Render(template, With(template, data, state, detail)));

    private Dictionary<string, object?> With(string template, Dictionary<string, object?> data, string state, int detail)
    {
        var all = new Dictionary<string, object?>(data, StringComparer.Ordinal)
        {
            ["state"] = state,
            ["detail"] = detail,
            ["surface"] = template.Split('.')[0],
            ["marker"] = places.Marker,
        };
        if (data.GetValueOrDefault("problems") is not System.Collections.IList problems) return all;
        all["problems"] = problems.Cast<object>().Take(MostProblems[detail]).ToList();
        all["moreProblems"] = Math.Max(0, problems.Count - MostProblems[detail]);
        return all;
    }

    /// <summary>A check that must block is never neutral: that would satisfy a branch's rule.</summary>
    private static string Conclusion(Verdict verdict) => verdict switch
    {
        Verdict.Pass or Verdict.Unchanged or Verdict.Accepted => "success",
        Verdict.Fail => "failure",
        Verdict.Waiting or Verdict.Exhausted => "action_required",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static string? Level(Verdict verdict) => verdict switch
    {
        Verdict.Fail => "failure",
        Verdict.Waiting or Verdict.Exhausted => "warning",
        _ => null,
    };

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
