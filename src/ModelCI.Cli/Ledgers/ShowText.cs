using System.Globalization;
using System.Text;
using ModelCI.Cli.Configuration;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Accounting;

namespace ModelCI.Cli.Ledgers;

/// <summary>The account for people, within 80 columns.</summary>
internal static class ShowText
{
    private const int WhoWidth = 18;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(LedgerView view)
    {
        var (name, text) = (view.Configuration.Holdout.Name, new StringBuilder());
        if (view.Account.TestSet is not { } pin)
            return $"test set {name}: no evaluation yet\n" + Unpushed(view);
        text.Append(Culture, $"test set {name}: {pin.Items:#,0} items, {Plural(view.Account.Evaluations.Count, "evaluation")} in {Plural(view.Ledger.Entries.Count, "entry", "entries")}\n");
        text.Append(Culture, $"account  {view.Ledger.Records[0].Hash}\n");
        if (!view.Ledger.IsKeyed) text.Append(LedgerNotes.InClear);
        else if (!view.IsAuthenticated) text.Append(LedgerNotes.NotAuthenticated);
        text.Append('\n');
        text.Append(TextTable.Render(["step", "time (UTC)", "verdict", ">alpha", ">nats", ">labels", "pr commit who"], view.Events.Select(Cells)));
        text.Append(Legend(view)).Append('\n').Append(Conditions(view)).Append(BurnDown.Of(view)).Append(Unpushed(view));
        if (view.Exact is not null) text.Append('\n').Append(UnsealedText.Of(view));
        return text.ToString();
    }

    private static string[] Cells(LedgerEvent line) => line.Opening is not { } opening
        ? ["", Time(line.Header), line.State, "", "", line.Items is { } items ? $"N={ShortNumber.Of(items)}" : "", Who(line.Header)]
        : [
            line.Kind == LedgerEvent.Evaluation ? opening.Step.ToString(Culture) : "-", Time(line.Header), line.Kind == LedgerEvent.Offline ? $"{line.State} *" : line.State,
            line.Kind == LedgerEvent.Evaluation ? opening.Error.Alpha.ToString("0.0e0", Culture) : "-", line.Nats.ToString("0.00", Culture),
            line.Shown is { } shown ? shown.LabelsNew.ToString("#,0", Culture) : $"<={ShortNumber.Of(line.Reserve!.Value)}", Who(line.Header),
        ];

    private static string Time(EntryHeader header) =>
        EntryTime.Of(header) is { } time ? time.ToString("yyyy-MM-dd HH:mm", Culture) : "?";

    private static string Who(EntryHeader header)
    {
        var who = $"{(header.PullRequest is { } number ? string.Create(Culture, $"#{number} ") : "")}{header.Commit?[..Math.Min(7, header.Commit.Length)]} {header.Actor}".TrimStart();
        var shown = Shown.Text(who);
        return shown.Length <= WhoWidth ? shown : shown[..(WhoWidth - 1)] + "…";
    }

    private static string Legend(LedgerView view)
    {
        var text = new StringBuilder();
        if (view.Events.Any(line => line.State == "running?")) text.Append("running?: opened less than an hour ago, without a result: running or aborted\n");
        if (view.Events.Any(line => line.State == "aborted")) text.Append("aborted: opened without a result; it has spent its step and shown nothing\n");
        if (view.Events.Any(line => line.Kind == LedgerEvent.Offline)) text.Append("*: shown offline; it decided nothing and took no step, but it was seen\n");
        if (view.Events.Any(line => line.Reserve is not null && line.Shown is null)) text.Append("labels: new ones; <= is what a run may use at most, whatever it used\n");
        if (view.Events.Any(line => line.Items is not null)) text.Append("N: items of the test set from then on\n");
        foreach (var line in view.Events.Where(line => line.Successor is not null)) text.Append(Culture, $"rotated: {Shown.Text(line.Successor!)} takes over\n");
        return text.ToString();
    }

    /// <summary>What was asked, from each step on at which that changed.</summary>
    private static string Conditions(LedgerView view)
    {
        var (text, before) = (new StringBuilder(), (GatePolicy?)null);
        foreach (var opening in view.Account.Evaluations.Select(evaluation => evaluation.Opening))
        {
            var policy = opening.Policy with { Steps = null };
            if (policy == before) continue;
            before = policy;
            text.Append(TextWrap.Of(string.Create(
                Culture, $"from step {opening.Step}  {policy.Condition}, reliability {policy.Reliability}, {Word(policy.Mode)}, feedback {Word(policy.Feedback)}"), 4));
        }
        return text.Append('\n').ToString();
    }

    private static string Unpushed(LedgerView view) => view.Unpushed == 0
        ? ""
        : TextWrap.Of($"{Plural(view.Unpushed, "entry", "entries")} of this clone written offline: the next `modelci test` enters the verdicts into the account");

    private static string Plural(int count, string one, string? many = null) => string.Create(Culture, $"{count:#,0} {(count == 1 ? one : many ?? one + "s")}");

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
