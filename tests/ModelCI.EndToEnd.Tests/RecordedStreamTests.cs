using System.Globalization;
using System.Text.Json.Nodes;
using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Statistics;
using ModelCI.EndToEnd.Tests.Support;
using ModelCI.Holdout;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>One recorded stream, one answer: test, decide and simulate give the same verdict, counts and evidence, bit for bit.</summary>
internal sealed class RecordedStreamTests() : WorkspaceTests(() => Workspace.Digits())
{
    private static readonly string[] Classes = [.. Enumerable.Range(0, 10).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    [TestCase("n - o > 0 +/- 0.02")]
    [TestCase("n - o > 0 +/- 0.02 /\\ n > 0.7 +/- 0.05 /\\ d < 0.4 +/- 0.05")]
    public void TestAndDecide_OnTheSamePredictions_AgreeBitForBit(string condition)
    {
        Workspace.Configure("\"n - o > 0 +/- 0.02\"", $"\"{condition.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
        var test = Workspace.Run("test");
        var decided = Decide(RecordDigits(), condition, [
            "--reliability", "0.99", "--alpha", ((double)Workspace.Entry(1)["error"]!["alpha"]!).ToString("R", CultureInfo.InvariantCulture), "--budget", "200",
        ]);
        var sealedPart = JsonNode.Parse(Workspace.EntryFile(0, "sealed"))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decided.ExitCode, Is.EqualTo(test.ExitCode));
            Assert.That((int)decided.Answer["labels"]!, Is.EqualTo(Sealed.Of(Workspace, 0).Positions.Count));
            Assert.That((int)decided.Answer["items"]!, Is.EqualTo((int)Workspace.Report()["inference"]!["itemsRead"]!));
            foreach (var (mine, its) in decided.Answer["clauses"]!.AsArray().Zip(sealedPart["clauses"]!.AsArray()))
            {
                Assert.That((double?)mine!["logE"], Is.EqualTo((double?)its!["acceptLogValue"]));
                Assert.That((double?)mine["logERefuse"], Is.EqualTo((double?)its["refuseLogValue"]));
                Assert.That((string)mine["outcome"]!, Is.EqualTo(((string)its["outcome"]!).ToLowerInvariant()));
            }
        }
    }

    [TestCase(Mode.FpFree)]
    [TestCase(Mode.FnFree)]
    public void SimulateAndDecide_OnTheSameItems_AgreeBitForBit(Mode mode)
    {
        const string Condition = "n - o > 0 +/- 0.02 /\\ n > 0.7 +/- 0.05";
        var population = Population.OfCells(10, 0.75, 0.12, 0.07, 0.03, 0.03);
        var level = SignificanceLevel.Of(1 - 0.99);
        Assert.That(ConditionParser.TryParse(Condition, out var condition, out _), Is.True);
        var question = new GateQuestion(
            [.. condition!.Clauses.Select(clause => ClauseScore.Compile(clause, mode, out _))], mode, new TestLevels(level, level), 2000, null);
        var decisions = Enumerable.Range(0, 40).Select(replicate => Simulator.Replicate(question, population, 1, (ulong)replicate)).ToArray();
        var result = Simulator.Run(question, population, 40, 1);

        var rows = Enumerable.Range(0, 40).SelectMany(replicate =>
        {
            var items = new SimulatedItems(population, question.Items, 1, (ulong)replicate);
            return Enumerable.Range(0, question.Items).Select(items.At).Select(kind =>
                $"{replicate},{kind.Prediction.Candidate},{kind.Prediction.Baseline},{kind.Label}");
        });
        Workspace.Write("stream.csv", "replicate,candidate,baseline,label\n" + string.Join('\n', rows) + "\n");
        var lines = Workspace.Run(
            "decide", "stream.csv", "--condition", Condition, "--reliability", "0.99", "--mode", mode == Mode.FpFree ? "fp-free" : "fn-free",
            "--classes", string.Join(',', Classes), "--format", "json").Out.TrimEnd('\n').Split('\n');

        Assert.That(lines, Has.Length.EqualTo(40));
        for (var replicate = 0; replicate < 40; replicate++)
        {
            var answer = JsonNode.Parse(lines[replicate])!;
            var (decision, outcome) = (decisions[replicate], result.Outcomes[replicate]);
            using (Assert.EnterMultipleScope())
            {
                Assert.That((int)answer["replicate"]!, Is.EqualTo(replicate));
                Assert.That(((string)answer["outcome"]!, (int)answer["labels"]!, (int)answer["items"]!),
                    Is.EqualTo((outcome.Ending.ToString().ToLowerInvariant(), outcome.Labels, outcome.Items)));
                Assert.That(answer["clauses"]!.AsArray().Select(clause => (double?)clause!["logE"]), Is.EqualTo(decision.Evidence.Clauses.Select(clause => clause.AcceptLogValue)));
                Assert.That(answer["clauses"]!.AsArray().Select(clause => (double?)clause!["logERefuse"]), Is.EqualTo(decision.Evidence.Clauses.Select(clause => clause.RefuseLogValue)));
            }
        }
    }

    private (int ExitCode, JsonNode Answer) Decide(string file, string condition, string[] flags)
    {
        var outcome = Workspace.Run(["decide", file, "--condition", condition, "--classes", string.Join(',', Classes), "--format", "json", .. flags]);
        return (outcome.ExitCode, JsonNode.Parse(outcome.Out)!);
    }

    /// <summary>The example's predictions and labels in its reading order, made by the built executable's worker.</summary>
    private string RecordDigits()
    {
        var holdout = HoldoutReader.Read(
            new HoldoutSettings(
                "digits", new ItemsSource.OneFile("holdout/items.csv"), new IdSource.Default(), new LabelsSource.LabelFile("holdout/labels.csv"),
                new Dictionary<string, InputSettings>(), null, null, [], new Dictionary<string, string>()),
            Workspace.Folder, keys: null);
        using var predictor = PairPredictor.Start(
            new WorkerCommand(Checkout.Executable, ["__worker"]), Source("candidate", "better"), Source("baseline", "baseline"), new LimitSettings(4L << 30, 60));
        predictor.Bind(holdout.Items, new PredictionTask(holdout.Labels.Classes));
        var pairs = predictor.PredictAll(null, CancellationToken.None);
        var rows = ReadingOrder.OfUnsealed(holdout.Items.Ids).Rows.Select(row => $"{Name(pairs.Candidate!.Answers[row])},{Name(pairs.Baseline!.Answers[row])},{Name(holdout.Labels[row])}");
        Workspace.Write("recorded.csv", "candidate,baseline,label\n" + string.Join('\n', rows) + "\n");
        return "recorded.csv";

        string Name(int index) => holdout.Labels.Classes.Names[index];
    }

    private ModelSource Source(string role, string name)
    {
        var pixels = Enumerable.Range(0, 64).Select(pixel => string.Create(CultureInfo.InvariantCulture, $"p{pixel / 8}{pixel % 8}")).ToArray();
        return new ModelSource(
            role, name, Workspace.PathOf($"models/{name}.onnx"),
            new Dictionary<string, InputSettings> { ["image"] = new(pixels, 0.0625, null) }, null);
    }
}
