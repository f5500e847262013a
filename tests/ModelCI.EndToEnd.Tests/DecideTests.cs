using System.Globalization;
using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary><c>modelci decide</c>: JSON lines and nothing else, exit codes, mistakes.</summary>
internal sealed class DecideTests() : BadInput.BadInputTests(() => new Workspace(withRepository: false))
{
    private static readonly string[] Difference = ["--condition", "n - o > 0 +/- 0.05", "--reliability", "0.99"];

    [Test]
    public void Json_OneReplicate_IsOneLineOfTheContract()
    {
        Workspace.Write("p.csv", Rows(("a", "b", "a", 200)));
        var outcome = Decide("p.csv", "json", Difference);
        Exits(outcome, 0);
        var line = outcome.Out.TrimEnd('\n');
        var answer = JsonNode.Parse(line)!;
        var clause = answer["clauses"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line, Does.Not.Contain("\n"));
            Assert.That(outcome.Error, Is.Empty);
            Assert.That((int)answer["replicate"]!, Is.Zero);
            Assert.That((string)answer["verdict"]!, Is.EqualTo("pass"));
            Assert.That((string)answer["outcome"]!, Is.EqualTo("accepted"));
            Assert.That((int)answer["labels"]!, Is.EqualTo((int)answer["items"]!));
            Assert.That((string)clause["clause"]!, Is.EqualTo("n - o > 0 +/- 0.05"));
            Assert.That((double)clause["logE"]!, Is.GreaterThanOrEqualTo(-Math.Log(0.01)));
            Assert.That((double)clause["estimate"]!, Is.EqualTo(1));
            Assert.That((double)clause["lower"]!, Is.InRange(0, 1));
            Assert.That((double)clause["upper"]!, Is.EqualTo(1));
        }
    }

    [Test]
    public void ExitCode_OfSeveralReplicates_IsTheWorst()
    {
        var (passes, fails, waits) = ("x,a,b,a\n", "y,b,a,a\n", "z,a,b,\n");
        int Code(params string[] kinds)
        {
            Workspace.Write("p.csv", "replicate,candidate,baseline,label\n" + string.Concat(kinds.Select(kind => string.Concat(Enumerable.Repeat(kind, 100)))));
            return Decide("p.csv", "json", Difference).ExitCode;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Code(passes), Is.Zero);
            Assert.That(Code(fails), Is.EqualTo(1));
            Assert.That(Code(waits), Is.EqualTo(3));
            Assert.That(Code(passes, fails), Is.EqualTo(1));
            Assert.That(Code(waits, fails, passes), Is.EqualTo(3));
        }
    }

    [Test]
    public void Losses_AreDecidedOnNumbers()
    {
        // Errors of 0.1 and 0.5, in turns above and below.
        Workspace.Write("p.csv", "candidate,baseline,label\n" + string.Concat(Enumerable.Repeat("1.1,0.5,1\n2.9,3.5,3\n", 150)));
        string[] absolute = ["--reliability", "0.99", "--loss", "absolute", "--loss-range", "0,1"];
        var better = Decide("p.csv", "json", ["--condition", "loss(n) - loss(o) < 0 +/- 0.05 /\\ loss(n) < 0.2 +/- 0.05", .. absolute]);
        Exits(better, 0);
        var clauses = JsonNode.Parse(better.Out)!["clauses"]!.AsArray();
        Assert.That((double)clauses[0]!["estimate"]!, Is.EqualTo(-0.4).Within(0.01));
        Assert.That((double)clauses[1]!["estimate"]!, Is.EqualTo(0.1).Within(0.01));
        Assert.That((double)clauses[1]!["upper"]!, Is.LessThan(0.25));
        Exits(Decide("p.csv", "json", ["--condition", "loss(n) - loss(o) > 0 +/- 0.05", .. absolute]), 1);
        var (once, again) = (Decide("p.csv", "json", ["--condition", "loss(n) < 0.2 +/- 0.05", .. absolute]), Decide("p.csv", "json", ["--condition", "loss(n) < 0.2 +/- 0.05", .. absolute]));
        Assert.That(again.Out, Is.EqualTo(once.Out), "rounded by the same noise");
        IsRefusal(Decide("p.csv", "json", ["--condition", "loss(n) < 0.2 +/- 0.05", .. absolute, "--classes", "a,b"]), ["MCI1010"], "models answer numbers");
        IsRefusal(Decide("p.csv", "json", ["--condition", "loss(n) < 1.2 +/- 0.05", "--mode", "fn-free", .. absolute]), ["MCI1009"], "always holds: its left side lies between 0 and 1");
    }

    [Test]
    public void TopK_IsDecidedOnRanks()
    {
        Workspace.Write("p.csv",
            "candidate,baseline,label,candidate_top_1,candidate_top_2,baseline_top_1,baseline_top_2\n" + string.Concat(Enumerable.Repeat("a,a,b,a,b,a,c\na,b,c,a,c,b,c\n", 150)));
        string[] certain = ["--reliability", "0.99"];
        var topTwo = Decide("p.csv", "json", ["--condition", "topk(n, 2) - topk(o, 2) > 0 +/- 0.1", .. certain]);
        Exits(topTwo, 0);
        Assert.That((double)JsonNode.Parse(topTwo.Out)!["clauses"]![0]!["estimate"]!, Is.EqualTo(0.5).Within(0.15));
        Exits(Decide("p.csv", "json", ["--condition", "n > 0.1 +/- 0.05", .. certain]), 1);
        IsRefusal(Decide("p.csv", "json", ["--condition", "topk(n, 3) > 0.5 +/- 0.1", .. certain]), ["MCI3071"], "candidate_top_3");
        IsRefusal(Decide("p.csv", "json", ["--condition", "topk(n, 2) > 0.5 +/- 0.1", "--classes", "a,b", .. certain]), ["MCI3073"], "'c'");
    }

    [Test]
    public void SlicesAndClasses_AreReadFromTheColumns()
    {
        // Only the women count, and on them the candidate is always right; of class b it finds none.
        Workspace.Write("p.csv", "candidate,baseline,label,women\n" + string.Concat(Enumerable.Repeat("a,b,a,true\na,b,b,false\n", 200)));
        string[] certain = ["--reliability", "0.99"];
        var women = Decide("p.csv", "json", ["--condition", "n[women] > 0.8 +/- 0.05", .. certain]);
        Exits(women, 0);
        var clause = JsonNode.Parse(women.Out)!["clauses"]![0]!;
        Assert.That((double)clause["estimate"]!, Is.EqualTo(1));
        Exits(Decide("p.csv", "json", ["--condition", "recall(n, b) > 0.5 +/- 0.05", .. certain]), 1);
        IsRefusal(Decide("p.csv", "json", ["--condition", "recall(n, c) > 0.5 +/- 0.05", .. certain]), ["MCI1009"], "'c', which is none of the classes a, b");
    }

    [Test]
    public void Waiting_NamesTheRow()
    {
        Workspace.Write("p.csv", "candidate,baseline,label\na,a,\na,b,\n");
        var answer = JsonNode.Parse(Decide("p.csv", "json", Difference).Out)!;
        // The second row: as the message that names a bad value counts.
        Assert.That(((string)answer["outcome"]!, (int)answer["waitsFor"]!, (int)answer["labels"]!), Is.EqualTo(("waiting", 2, 0)));
        Assert.That(Decide("p.csv", "text", Difference).Out, Does.Contain("needs the label of row 2"));
        Workspace.Write("p.csv", "candidate,baseline,label\na,a,\na,,\n");
        IsRefusal(Decide("p.csv", "json", Difference), ["MCI3072"], "row 2");
    }

    [Test]
    public void Budget_RunsOut_IsUndecidedAndTheModeResolvesIt()
    {
        Workspace.Write("p.csv", Rows(("a", "b", "a", 200)));
        var failed = Decide("p.csv", "json", [.. Difference, "--budget", "3"]);
        var passed = Decide("p.csv", "json", [.. Difference, "--budget", "3", "--mode", "fn-free"]);
        Exits(failed, 1);
        Exits(passed, 0);
        Assert.That(failed.Out, Does.Contain("\"outcome\":\"undecided\"").And.Contain("\"shortage\":\"labels\"").And.Contain("\"labels\":3"));
    }

    [Test]
    public void Alpha_Smaller_NeedsMoreLabels()
    {
        Workspace.Write("p.csv", Rows(("a", "b", "a", 500)));
        int Labels(string alpha) => (int)JsonNode.Parse(Decide("p.csv", "json", [.. Difference, "--alpha", alpha]).Out)!["labels"]!;
        Assert.That(Labels("1e-12"), Is.GreaterThan(Labels("0.01")));
    }

    [Test]
    public void Text_IsATableWithinEightyColumns()
    {
        Workspace.Write("p.csv", Rows(("a", "b", "a", 200)));
        var outcome = Decide("p.csv", "text", Difference);
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Contain("accepted").And.Contain("n - o > 0 +/- 0.05"));
        Assert.That(outcome.Out.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public void Mistakes_OfTheFlags_AreAllListed() =>
        IsRefusal(
            Workspace.Run("decide", "p.csv", "--condition", "n - q > 0 +/- 0.01", "--reliability", "1.5", "--mode", "fpfree", "--alpha", "0", "--budget", "-1", "--classes", "a"),
            ["MCI1008", "MCI1007", "MCI1006", "MCI1007", "MCI1007", "MCI1006"],
            "--reliability is 1.5; it must be a number above 0 and below 1", "did you mean 'fp-free'?", "--budget is -1", "at least two different names");

    [Test]
    public void Mistakes_MissingFlags_AreNamed() =>
        IsRefusal(Workspace.Run("decide", "p.csv"), ["MCI1014", "MCI1014"], "--condition is missing", "--reliability is missing");

    [Test]
    public void Mistakes_ImpossibleThreshold_IsNamed()
    {
        Workspace.Write("p.csv", Rows(("a", "b", "a", 2)));
        IsRefusal(Workspace.Run("decide", "p.csv", "--condition", "n - o > 1 +/- 0.01", "--reliability", "0.9"), ["MCI1009"], "can never hold");
    }

    [Test]
    public void Mistakes_OfTheFile_AreNamed()
    {
        Workspace.Write("p.csv", "candidate,baseline\na,b\n");
        IsRefusal(Decide("p.csv", "text", Difference), ["MCI3071"], "'label'");
        Workspace.Write("p.csv", Rows(("a", "b", "c", 2)));
        IsRefusal(Decide("p.csv", "text", [.. Difference, "--classes", "a,b"]), ["MCI3073"], "'c' in the column 'label', row 1");
        IsRefusal(Decide("q.csv", "text", Difference), ["MCI3001"], "did you mean 'p.csv'?");
    }

    private Outcome Decide(string file, string format, string[] flags) => Workspace.Run(["decide", file, "--format", format, .. flags]);

    private static string Rows(params (string Candidate, string Baseline, string Label, int Count)[] kinds) =>
        "candidate,baseline,label\n" + string.Concat(kinds.SelectMany(kind =>
            Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"{kind.Candidate},{kind.Baseline},{kind.Label}\n"), kind.Count)));
}
