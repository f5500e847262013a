using System.Diagnostics;
using System.Text.RegularExpressions;
using ModelCI.EndToEnd.Tests.Pages;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>
/// Whoever kills a run at the right moment must not learn its result for nothing: at every moment there is either a recorded result or nothing
/// to be seen of one.
/// </summary>
[Platform(Include = "Linux", Reason = "signals")]
internal sealed class KillTests
{
    // Two hundred where there is time (MODELCI_LONG=1).
    private static readonly int Runs = Environment.GetEnvironmentVariable("MODELCI_LONG") == "1" ? 200 : 60;
    private static readonly int MostRuns = Runs + 100;

    private const int Enough = 20;

    // Items, and both label budgets.
    private static readonly long[] Public = [1197, 1000];

    [Test]
    [NonParallelizable]
    public void KilledRuns_LeaveARecordedResultOrNothing()
    {
        using var original = Candidate();
        var median = MedianRunTime(original, out var counts);
        var times = EntryTimes(original);
        var random = new Random(20261121);
        var (before, between, after) = (0, 0, 0);
        for (var run = 1; run <= Runs || (run <= MostRuns && after < Enough); run++)
        {
            using var workspace = original.Copy();
            using var child = workspace.Start(workspace.Folder, "test");
            // Some at any time, some between opening and result, and, as the result is the last thing that is written, more once it is there.
            var entriesFirst = run <= Runs / 2 ? 0 : run <= Runs ? 1 : 2;
            WaitForEntries(entriesFirst, workspace, child);
            Thread.Sleep(random.NextDouble() * (entriesFirst switch { 0 => median, 1 => times.Appended - times.Opened, _ => times.Ended - times.Appended }));
            child.Kill();
            var outcome = child.Wait();
            // The worker and git may outlive their parent for a moment; what they do then counts as well.
            Processes.WaitUntil(() => Processes.AreGone(workspace.Folder));
            var entries = workspace.Entries();
            var message = FormattableString.Invariant($"run {run}, {entries} entries\n{outcome}");
            Assert.That(Traces.Of(counts, workspace, outcome), Is.Empty, message);
            if (outcome.ExitCode is 0 or 1) continue;
            if (entries == 0) before++;
            else if (entries == 1) between++;
            else after++;
            if (entries == 2) continue;
            Assert.That(outcome.Out, Is.Empty, message);
            Assert.That(workspace.PathOf("modelci-report/report.json"), Does.Not.Exist, message);
        }
        TestContext.Out.WriteLine(FormattableString.Invariant($"a run takes {median.TotalMilliseconds:0} ms, opens after {times.Opened.TotalMilliseconds:0}, and its result is appended after {times.Appended.TotalMilliseconds:0} of {times.Ended.TotalMilliseconds:0} ms; died before the opening {before}, before the result {between}, after it {after}"));
        Assert.That(new[] { before + between, after }, Is.All.GreaterThanOrEqualTo(Enough));
        Assert.That(between, Is.Positive);
    }

    [Test]
    public void Traces_OfAPlantedCount_AreFound([Values("report", "temporary", "home", "ref", "out")] string place)
    {
        using var workspace = Candidate();
        MedianRunTime(workspace, out var counts, runs: 1);
        var leak = $"labels used: {counts[0]}";
        var outcome = new Outcome(0, place == "out" ? leak : "", "");
        switch (place)
        {
            case "report": workspace.Write("modelci-report/progress.log", leak); break;
            case "temporary": File.WriteAllText(Path.Combine(workspace.Temporary, "leak"), leak); break;
            case "home": File.WriteAllText(Path.Combine(workspace.Outside, ".cache"), leak); break;
            case "ref":
                workspace.Write("leak", leak);
                workspace.Git("update-ref", "refs/leak", workspace.Git("hash-object", "-w", "leak"));
                File.Delete(workspace.PathOf("leak"));
                break;
        }
        Assert.That(Traces.Of(counts, workspace, outcome), Has.Length.EqualTo(1));
    }

    /// <summary>A gate with an account under keys, feedback verdict, and a candidate that takes a number of labels like no other.</summary>
    private static Workspace Candidate()
    {
        var workspace = Workspace.Digits();
        workspace.SetKeys();
        workspace.Configure("feedback: estimates", "feedback: verdict");
        workspace.Configure("+/- 0.02", "+/- 0.01");
        workspace.Configure("labels: 400 ", "labels: 1000 ");
        workspace.Configure("labels-per-run: 200 ", "labels-per-run: 1000 ");
        workspace.Configure("models/better.onnx", "models/worse.onnx");
        workspace.Commit("a gate");
        return workspace;
    }

    /// <summary>Also gives the numbers of a whole run that nobody may see: labels used, items read, counts of the clause.</summary>
    private static TimeSpan MedianRunTime(Workspace original, out string[] counts, int runs = 5)
    {
        var times = new List<TimeSpan>();
        for (var run = 0; run < runs; run++)
        {
            using var workspace = original.Copy();
            var clock = Stopwatch.StartNew();
            Assert.That(workspace.Run("test").ExitCode, Is.EqualTo(1));
            times.Add(clock.Elapsed);
        }
        using var shown = original.Copy();
        shown.Configure("feedback: verdict", "feedback: estimates");
        Assert.That(shown.Run("test").ExitCode, Is.EqualTo(1));
        var report = shown.Report();
        var clause = report["clauses"]![0]!["shown"]!;
        counts = [.. new[] { (long)report["labels"]!["used"]!["needed"]!, (long)clause["items"]! }
            .Concat(clause["counts"]!.AsArray().Select(count => (long)count!["items"]!)).Where(count => count > 20 && !Public.Contains(count))
            .Select(count => count.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        Assert.That(counts, Has.Length.GreaterThanOrEqualTo(2));
        Assert.That(Traces.Of(counts, shown, new Outcome(0, "", "")), Is.Not.Empty, "the report that may show them must be found");
        return times.Order().ElementAt(runs / 2);
    }

    /// <summary>When the entries are there, and when the run is over: the middle ones of five.</summary>
    private static (TimeSpan Opened, TimeSpan Appended, TimeSpan Ended) EntryTimes(Workspace original)
    {
        var times = new List<TimeSpan[]>();
        for (var run = 0; run < 5; run++)
        {
            using var workspace = original.Copy();
            var clock = Stopwatch.StartNew();
            using var child = workspace.Start(workspace.Folder, "test");
            var entries = Enumerable.Range(1, 2).Select(count =>
            {
                WaitForEntries(count, workspace, child);
                return clock.Elapsed;
            }).ToArray();
            child.Wait();
            times.Add([.. entries, clock.Elapsed]);
        }
        TimeSpan[] middle = [.. Enumerable.Range(0, 3).Select(at => times.Select(run => run[at]).Order().ElementAt(2))];
        return (middle[0], middle[1], middle[2]);
    }

    /// <summary>Returns when there are so many entries, or the run is over.</summary>
    private static void WaitForEntries(int count, Workspace workspace, Child child)
    {
        var ledger = workspace.PathOf(".git/refs/modelci/digits");
        var seen = new HashSet<string>();
        for (; seen.Count < count && !child.HasExited; Thread.Sleep(1))
        {
            if (File.Exists(ledger) && File.ReadAllText(ledger) is { Length: > 0 } head) seen.Add(head);
            if (seen.Count >= count) return;
        }
    }

    /// <summary>Where numbers stand in the open.</summary>
    private static class Traces
    {
        public static string[] Of(string[] counts, Workspace workspace, Outcome outcome)
        {
            // A number by itself: no part of another, of a hash or of a time.
            var number = new Regex($@"(?<![\w.])({string.Join('|', counts)})(?![\w.])");
            var time = new Regex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ)?");
            return [.. Texts(workspace, outcome).Select(text => (text.Place, Found: number.Match(time.Replace(text.Text, ""))))
                .Where(text => text.Found.Success).Select(text => $"{text.Place}: {text.Found.Value}")];
        }

        private static IEnumerable<(string Place, string Text)> Texts(Workspace workspace, Outcome outcome)
        {
            yield return ("stdout", outcome.Out);
            yield return ("stderr", outcome.Error);
            foreach (var folder in (string[])[workspace.PathOf("modelci-report"), workspace.Temporary, workspace.Outside])
            {
                if (!Directory.Exists(folder)) continue;
                foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) if (Readable(File.ReadAllText(file)) is { } text) yield return (file, text);
            }
            // Every object that the gate's refs lead to, and whatever was written and not reached.
            var known = workspace.Git("rev-list", "--objects", "refs/heads/main").Split('\n').Select(line => line.Split(' ')[0]).ToHashSet();
            foreach (var line in workspace.Git("cat-file", "--batch-all-objects", "--batch-check").Split('\n'))
            {
                var (name, type) = (line.Split(' ')[0], line.Split(' ')[1]);
                if (known.Contains(name) || type is not ("blob" or "commit")) continue;
                if (Readable(workspace.Git("cat-file", type, name)) is { } text) yield return (name, text);
            }
        }

        /// <summary>Nothing for what is encrypted: that is no text, and may hold any two digits by chance. Of a page not what every page holds.</summary>
        private static string? Readable(string content) => content.Contains('\uFFFD') ? null : PageText.Content(content);
    }
}
