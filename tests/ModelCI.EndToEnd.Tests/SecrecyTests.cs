using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>
/// With <c>feedback: verdict</c> a run releases one symbol. Two test sets that differ in nothing but the labels, with the same verdict after
/// different evidence, look the same to developers byte for byte.
/// </summary>
internal sealed partial class SecrecyTests
{
    // In how many of ten items the label is another one, for the second of both runs.
    [TestCase("better", "pass", 0, 2)]
    [TestCase("worse", "fail", 0, 6)]
    public void SameVerdict_LooksTheSame(string model, string verdict, int changedFirst, int changedSecond)
    {
        using var first = Run(model, changedFirst);
        using var second = Run(model, changedSecond);
        var (one, other) = (Sealed.Of(first.Workspace, 0), Sealed.Of(second.Workspace, 0));
        Assert.That((string?)first.Report["verdict"], Is.EqualTo(verdict));
        Assert.That(other.Positions, Has.Count.Not.EqualTo(one.Positions.Count), "the test shows nothing if the evidence is the same");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Outcome, Is.EqualTo(first.Outcome));
            Assert.That(second.Files, Is.EqualTo(first.Files));
            Assert.That(second.Show, Is.EqualTo(first.Show));
            for (var back = 0; back < 2; back++)
                Assert.That(PublicEntry(second.Workspace, back), Is.EqualTo(PublicEntry(first.Workspace, back)));
            Assert.That(Sizes(first.Workspace).Concat(Sizes(second.Workspace)).Distinct().Count(), Is.EqualTo(1), "sealed parts have one size");
        }
        foreach (var (run, evidence) in (ReadOnlySpan<(Observed, Sealed)>)[(first, one), (second, other)]) AssertTellsNothing(run, evidence);
    }

    [Test]
    public void UndecidedAndRefused_LookTheSame()
    {
        using var refused = Run("worse", 9, labels: 100);
        using var undecided = Run("worse", 0, labels: 100);
        Assert.That((Sealed.Of(refused.Workspace, 0).Reason, Sealed.Of(undecided.Workspace, 0).Reason), Is.EqualTo(("failed", "undecided for want of labels")));
        Assert.That((undecided.Outcome, undecided.Files), Is.EqualTo((refused.Outcome, refused.Files)));
    }

    [Test]
    public void Estimates_ShowTheCounts()
    {
        using var run = Run("better", 0, "estimates");
        var evidence = Sealed.Of(run.Workspace, 0);
        var clause = run.Report["clauses"]![0]!["shown"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)run.Report["labels"]!["used"]!["needed"]!, Is.EqualTo(evidence.Positions.Count));
            Assert.That(clause["counts"]!.AsArray().Select(count => (long)count!["items"]!), Is.EqualTo(evidence.Counts));
            Assert.That(run.Outcome.Out, Does.Contain($"{evidence.Positions.Count} needed").And.Contain($"only candidate right: {evidence.Counts[2]}"));
            Assert.That((double)clause["estimate"]!, Is.EqualTo((evidence.Counts[2] - evidence.Counts[0]) / (double)evidence.Counts.Sum()).Within(1e-12));
        }
    }

    private static void AssertTellsNothing(Observed run, Sealed evidence)
    {
        // A page's style and its library have numbers of their own.
        var everything = run.Outcome + Pages.PageText.Content(run.Files) + run.Show;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(everything, Does.Not.Match($@"(?<![\w.]){evidence.Positions.Count}(?![\w.])"), "the number of labels");
            Assert.That(everything, Does.Not.Match($@"(?<![\w.]){evidence.Counts.Sum()}(?![\w.])"), "the number of items read");
            // Prose may speak of these in general, and a key may be called so; a value may not.
            Assert.That(everything, Does.Not.Match("\"(refused|undecided|undecided-labels|undecided-items|accepted)\"(?!:)"));
            Assert.That(everything, Does.Contain("\"undecided\": false").And.Not.Contain("\"undecided\": true"));
            Assert.That(run.Report.AsObject().Where(part => part.Key is "resolution" or "inference").Select(part => part.Value), Is.All.Null);
            Assert.That(run.Outcome.Out, Does.Not.Contain("estimate").And.Not.Contain("refuses a clause").And.Not.Contain("Undecided"));
            Assert.That(Directory.EnumerateFileSystemEntries(run.Workspace.Temporary), Is.Empty);
        }
    }

    private static Observed Run(string model, int changed, string feedback = "verdict", int labels = 400)
    {
        var workspace = Workspace.Digits();
        workspace.Configure("feedback: estimates", $"feedback: {feedback}");
        workspace.Configure("labels-per-run: 200 ", $"labels-per-run: {labels} ");
        workspace.Configure("models/better.onnx", $"models/{model}.onnx");
        var number = 0;
        workspace.Write("holdout/labels.csv", LabelPattern().Replace(workspace.Read("holdout/labels.csv"),
            label => number++ % 10 < changed ? $",{(int.Parse(label.Groups[1].Value, null) + 1) % 10}\n" : label.Value));
        var before = Files(workspace).ToHashSet();
        var outcome = Blank(workspace.Run("test", "--publish"));
        var files = Files(workspace).Where(file => !before.Contains(file)).Select(file => $"{file}\n{Blank(workspace.Read(file))}");
        var show = Blank(workspace.Run("ledger", "show").Out);
        return new Observed(workspace, outcome, string.Join('\n', files), show, workspace.Report());
    }

    // Times, and the hash of the first entry, which holds one.
    private static string Blank(string text) => TimePattern().Replace(text, "TIME");

    private static Outcome Blank(Outcome outcome) => outcome with { Out = Blank(outcome.Out), Error = Blank(outcome.Error) };

    private static IEnumerable<string> Files(Workspace workspace) =>
        Directory.EnumerateFiles(workspace.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(workspace.Folder, file))
            .Where(file => !file.StartsWith(".git" + Path.DirectorySeparatorChar, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static int[] Sizes(Workspace workspace) => [Sealed.Of(workspace, 0).Size, Sealed.Of(workspace, 1).Size];

    /// <summary>An entry but for its time and what follows from it: hashes of what came before, and of the part that a key would seal.</summary>
    private static string PublicEntry(Workspace workspace, int back)
    {
        var entry = workspace.Entry(back);
        foreach (var key in (string[])["time", "previous", "sealed", "labels", "mac"]) if (entry["header"]![key] is not null) entry["header"]![key] = "";
        if (entry["opening"] is not null) entry["opening"] = "";
        return entry.ToJsonString();
    }

    [GeneratedRegex(@",(\d)\n")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ)?|(?<=[Aa]ccount +|""account"": ""|write (`|<code>)|account \| `|<dt>account</dt><dd><code>)[0-9a-f]{64}")]
    private static partial Regex TimePattern();

    /// <summary>All that developers see of a run.</summary>
    private sealed record Observed(Workspace Workspace, Outcome Outcome, string Files, string Show, JsonNode Report) : IDisposable
    {
        public void Dispose() => Workspace.Dispose();
    }
}
