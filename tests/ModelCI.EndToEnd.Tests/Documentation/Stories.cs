using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Cli.Tests.Documentation;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Documentation;

/// <summary>A story for each block of commands in README, by heading and number below it.</summary>
internal static class Stories
{
    private const string FromSource = "dotnet run -c Release --project src/ModelCI.Cli -- ";

    public static IReadOnlyDictionary<string, Story> All { get; } = new Dictionary<string, Story>
    {
        ["Run it 1"] = new(Clone, 0)
        {
            Run = (workspace, line) => Shell.Run(workspace, FromBuild(line)),
            After = (workspace, _) => WorkspaceTests.Exits(Shell.Run(workspace, FromBuild(RunIt(new Page(Checkout.Root, "README.md")).Replace("modelci.yml", "worse.yml", StringComparison.Ordinal))), 1),
        },
        // It is what runs this test. That the line is that of the whole solution, and that .ci/run types it, the command line's tests say.
        ["Test it 1"] = new(Clone, 0) { Run = (workspace, line) => Shell.Run(workspace, $"test -f '{Checkout.Root}/{line.Split(' ')[2]}'") },
        ["The first gate 1"] = new(Ungated, 0)
        {
            Run = (workspace, line) => PseudoTerminal.Run(workspace, ["2", "models/baseline.onnx", "", "", "0.0625", ""], line.Split(' ')[1..]),
            After = (workspace, outcomes) =>
            {
                Assert.That(outcomes[0].Out.ReplaceLineEndings(" "), Does.Match(@"To see a [\d.]+-point gain you need about [\d,]+ labels"));
                Assert.That((string[])[workspace.PathOf("modelci.yml"), workspace.PathOf(".github/workflows/modelci.yml")], Has.All.Exist);
                WorkspaceTests.Exits(workspace.Run("test"), 0);
            },
        },
        ["The first gate 2"] = new(() => Digits(workspace => workspace.AddDevelopmentSet("dev/items.csv")), 0, 0, 0, 0)
        {
            After = (workspace, outcomes) =>
            {
                Assert.That(outcomes[2].Out, Does.Match(@"the\s+models\s+differ\s+on"));
                Assert.That(workspace.Entries(), Is.EqualTo(2), "of the last line alone");
            },
        },
        ["Commands 1"] = new(() => Digits(workspace => workspace.Write("predictions.csv", "candidate,baseline,label\n" + string.Concat(Enumerable.Repeat("a,b,a\n", 300)))), 0, 0)
        {
            After = (_, outcomes) => Assert.That(outcomes[1].Out, Does.Match("^\\{.*\"verdict\":\"pass\".*\\}\n$")),
        },
        ["Reports 1"] = new(() => Digits(), 0, 0, 0)
        {
            After = (workspace, outcomes) =>
            {
                Assert.That((string[])[workspace.PathOf("junit.xml"), Path.Combine(workspace.Outside, "full.html"), workspace.PathOf("modelci-report/report.html")], Has.All.Exist);
                Assert.That(outcomes[2].Out, Is.EqualTo(workspace.Read("modelci-report/summary.md")));
            },
        },
        ["Items, models, predictions 1"] = new(() => Digits(), 0, 0)
        {
            // "On each of four machines, and with --model baseline": the first shard of the candidate was line 0.
            Before = (workspace, number, _) =>
            {
                if (number == 0) return;
                foreach (var model in (string[])["candidate", "baseline"])
                    foreach (var shard in Enumerable.Range(1, 4).Where(shard => model == "baseline" || shard > 1))
                        WorkspaceTests.Exits(Shell.Run(workspace, FormattableString.Invariant($"modelci predict --shard {shard}/4 --model {model}")), 0);
            },
        },
        ["Checking the holdout 1"] = new(() => Digits(), 0, 0)
        {
            After = (workspace, outcomes) =>
            {
                Assert.That(workspace.Read("holdout/schema.yml"), Does.Contain("columns:"));
                Assert.That(outcomes[1].Out, Does.Contain("errors: 0"));
                workspace.Edit("holdout/schema.yml", "columns:\n", "columns:\n  gone: { type: bool }\n");
                WorkspaceTests.Exits(workspace.Run("holdout", "check"), 2);
            },
        },
        ["Sealed test sets 1"] = new(() => Digits(), 0, 0)
        {
            Before = (workspace, number, outcomes) =>
            {
                if (number == 0) return;
                foreach (var line in outcomes[0].Out.TrimEnd('\n').Split('\n')) workspace.Environment[line.Split('=', 2)[0]] = line.Split('=', 2)[1];
            },
            After = (workspace, outcomes) =>
            {
                foreach (Match told in Regex.Matches(outcomes[1].Out, @"(?m)^  holdout\.(\w+): (\S+)$")) workspace.Configure($"  {told.Groups[1].Value}: {told.Groups[2].Value[..^".sealed".Length]} ", $"  {told.Groups[1].Value}: {told.Groups[2].Value} ");
                foreach (var file in (string[])["items", "labels"]) File.Delete(workspace.PathOf($"holdout/{file}.csv"));
                WorkspaceTests.Exits(workspace.Run("test"), 0);
            },
        },
        ["Buying labels 1"] = new(() => Labellers.Unlabelled(isSealed: false), 3, 0, 0, 0)
        {
            Before = (workspace, number, _) =>
            {
                if (number == 2) workspace.AnswerTruly(workspace.Requested());
            },
            After = (workspace, _) => Assert.That((int)workspace.Report()["error"]!["step"]!, Is.EqualTo(1), "the same step"),
        },
        ["When a test set is used up 1"] = new(UsedUp, 0)
        {
            After = (workspace, _) =>
            {
                Assert.That(workspace.PathOf("dev/2026-11/labels.csv"), Does.Exist);
                Assert.That(workspace.Read("modelci.yml"), Does.Contain("name: fashion-2027-02 "));
                Assert.That(workspace.Run("test").ExitCode, Is.AnyOf(0, 1));
            },
        },
    };

    /// <summary>The line below "Run it", of the program that was built for the tests.</summary>
    public static string RunIt(Page readme) => FromBuild(ShownCommand.Of(readme.Blocks.Single(block => block.Heading == "Run it")).Single().Text);

    /// <summary>What a clone of this repository has for its example.</summary>
    public static Workspace Clone()
    {
        var workspace = new Workspace();
        using var digits = Workspace.Digits();
        foreach (var file in Directory.EnumerateFiles(digits.Folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/.git/", StringComparison.Ordinal)))
        {
            var target = workspace.PathOf(Path.Combine("action", "examples", "digits", Path.GetRelativePath(digits.Folder, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return workspace;
    }

    // To build it all again would be another test.
    private static string FromBuild(string line) => line.Replace(FromSource, "modelci ", StringComparison.Ordinal);

    private static Workspace Digits(Action<Workspace>? prepare = null)
    {
        var workspace = Workspace.Digits();
        prepare?.Invoke(workspace);
        return workspace;
    }

    private static Workspace Ungated() => Digits(workspace =>
    {
        foreach (var file in (string[])["modelci.yml", "worse.yml"]) File.Delete(workspace.PathOf(file));
    });

    /// <summary>README's array of images as the holdout, one step that is taken, and the next images beside it.</summary>
    private static Workspace UsedUp() => Digits(workspace =>
    {
        var (items, labels) = (workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n')[1..], workspace.Read("holdout/labels.csv").TrimEnd('\n').Split('\n'));
        Put("holdout", 0, 700);
        Put("holdout/2027-02", 700, items.Length);
        foreach (var (from, to) in ((string, string)[])[("name: digits ", "name: fashion-2026-11 "), ("items: holdout/items.csv ", "items: holdout/images.npy "), ("  labels: holdout/labels.csv ", "  id: labels\n  labels: holdout/labels.csv "), ("steps: 16 ", "steps: 1 ")])
            workspace.Configure(from, to);
        workspace.Write("modelci.yml", Regex.Replace(workspace.Read("modelci.yml"), @"from: \[[^\]]*\]", "from: images"));
        workspace.AddTwin("next");
        Assert.That(workspace.Run("test").ExitCode, Is.AnyOf(0, 1));
        workspace.Configure("models/better.onnx", "models/next.onnx");
        WorkspaceTests.Exits(workspace.Run("test"), 4);

        void Put(string folder, int from, int to)
        {
            workspace.Write($"{folder}/labels.csv", string.Join('\n', labels[(1 + from)..(1 + to)].Prepend(labels[0])) + "\n");
            byte[] pixels = [.. items[from..to].SelectMany(line => line.Split(',')[1..]).Select(pixel => byte.Parse(pixel, CultureInfo.InvariantCulture))];
            File.WriteAllBytes(workspace.PathOf($"{folder}/images.npy"), Npy.Of("|u1", FormattableString.Invariant($"({to - from}, 64)"), pixels));
        }
    });
}
