using System.Diagnostics;
using ModelCI.Adapters.Tests.Git;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;
using ModelCI.Inference.Client;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>The process around the models: what it inherits, and how it ends.</summary>
internal sealed class WorkerProcessTests
{
    private static readonly ItemPool Pool = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, new float[2 * 5000], 2));

    [Test]
    public void PredictAll_WorkerKilled_NamesTheModel()
    {
        using var predictor = Start();
        predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses));
        using (var process = Process.GetProcessById(predictor.WorkerProcessId)) process.Kill();

        var problem = Assert.Throws<ModelCIException>(() => predictor.PredictAll(null, CancellationToken.None))!.Problems.Single();

        Assert.That(problem.Code, Is.EqualTo("MCI2010"));
        Assert.That(problem.Where, Is.EqualTo("candidate scores_float.onnx"));
    }

    [Test]
    public void PredictAll_Cancelled_Throws()
    {
        using var predictor = Start();
        predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses));

        Assert.That(() => predictor.PredictAll(null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void PredictAll_Progress_EndsAtTheLastItem()
    {
        using var predictor = Start();
        predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses));
        var progress = new LastValue();
        predictor.PredictAll(progress, CancellationToken.None);

        Assert.That(progress.Value, Is.EqualTo(5000));
    }

    [Test]
    public void Dispose_Twice_EndsTheProcess()
    {
        var predictor = Start();
        using var process = Process.GetProcessById(predictor.WorkerProcessId);
        predictor.Dispose();
        predictor.Dispose();

        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(5)), Is.True);
    }

    [Test]
    public void Start_NoSuchExecutable_Code2013()
    {
        var problem = Assert.Throws<ModelCIException>(() => PairPredictor.Start(
            new WorkerCommand("/no/such/executable", []), Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits))!.Problems.Single();

        Assert.That(problem.Code, Is.EqualTo("MCI2013"));
    }

    [Test]
    public void Bind_ProcessThatEndsAtOnce_Code2010()
    {
        using var predictor = PairPredictor.Start(
            new WorkerCommand(Worker.Command.FileName, ["--version"]), Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits);

        var problem = Assert.Throws<ModelCIException>(() => predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses)))!.Problems.Single();

        Assert.That(problem.Code, Is.EqualTo("MCI2010"));
    }

    // The last one is a frame of 2 GB, the one before a frame that never comes.
    [TestCase("echo this is not a frame; cat >/dev/null", "MCI2010")]
    [TestCase(@"printf '\377\377\377\377\002'; cat >/dev/null", "MCI2010")]
    [TestCase("exit 3", "MCI2010")]
    [TestCase("exec cat", "MCI2010")]
    [TestCase(@"printf '\001\000\000\000\003\377'; cat >/dev/null", "MCI2010")]
    [TestCase(@"printf '\000\000\000\001\003'; cat >/dev/null", "MCI2011")]
    [TestCase("cat /dev/zero >&2", "MCI2011")]
    [Platform(Include = "Linux", Reason = "a shell")]
    public void Bind_ProcessThatSpeaksAnotherLanguage_IsEnded(string script, string code)
    {
        using var predictor = PairPredictor.Start(
            new WorkerCommand("/bin/sh", ["-c", script]), Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits with { SecondsPerBatch = 0.5 });

        var problem = Assert.Throws<ModelCIException>(() => predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses)))!.Problems.Single();

        Assert.That(problem.Code, Is.EqualTo(code), problem.What);
        predictor.Dispose();
        Assert.That(() => Directory.Exists($"/proc/{predictor.WorkerProcessId}"), Is.False.After(5000, 10));
    }

    [TestCase("SEGV", "ended unexpectedly (signal 11, SIGSEGV)")]
    [TestCase("ABRT", "ended unexpectedly (signal 6, SIGABRT)")]
    [Platform(Include = "Linux", Reason = "signals")]
    public void Bind_ProcessThatCrashes_NamesTheSignal(string signal, string what)
    {
        using var predictor = PairPredictor.Start(
            new WorkerCommand("/bin/sh", ["-c", $"kill -{signal} $$"]), Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits);

        var problem = Assert.Throws<ModelCIException>(() => predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses)))!.Problems.Single();

        Assert.That(problem.Code, Is.EqualTo("MCI2010"));
        Assert.That(problem.What, Does.EndWith(what));
    }

    [TestCase("KILL", "MCI2010", "ended unexpectedly (signal 9, SIGKILL)")]
    // It listens to no time limit of its own.
    [TestCase("STOP", "MCI2011", "did not answer within 0.5 s and was ended")]
    [Platform(Include = "Linux", Reason = "signals")]
    public void PredictAll_Signal_IsNamed(string signal, string code, string what)
    {
        using var predictor = PairPredictor.Start(
            Worker.Command, Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits with { SecondsPerBatch = 0.5 });
        predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses));
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {predictor.WorkerProcessId}"])) kill.WaitForExit();

        var problem = Assert.Throws<ModelCIException>(() => predictor.PredictAll(null, CancellationToken.None))!.Problems.Single();

        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.What, Does.Contain(what));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    [Platform(Include = "Linux", Reason = "signals")]
    public void PredictAll_SignalOfAGroupThatIsBrokenOff_IsACancellation(string signal)
    {
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits);
        predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses));
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {predictor.WorkerProcessId}"])) kill.WaitForExit();
        Assert.Throws<OperationCanceledException>(() => predictor.PredictAll(null, CancellationToken.None));
    }

    [Test]
    [NonParallelizable]
    [Platform(Include = "Linux", Reason = "/proc")]
    public void Worker_FromOutside_HasLimitsAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("modelci-worker-");
        using var variables = new ProcessVariables(
            ("MODELCI_KEY", "secret-1"), ("GITHUB_TOKEN", "secret-2"), ("GITHUB_WORKSPACE", "/secret-3"), ("ACTIONS_RUNTIME_TOKEN", "secret-4"));
        using var labels = File.Create(Path.Combine(folder.FullName, "labels.csv"));
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf("scores_float")), null, new LimitSettings(3L << 30, 20));
        predictor.Bind(Pool, new PredictionTask(Worker.TwoClasses));
        predictor.PredictAll(null, CancellationToken.None);

        var process = $"/proc/{predictor.WorkerProcessId}";
        var names = File.ReadAllText($"{process}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable[..variable.IndexOf('=')]).ToArray();
        var limits = File.ReadAllText($"{process}/limits");
        var files = Directory.GetFiles($"{process}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").Where(file => file.StartsWith('/')).ToArray();
        TestContext.Out.WriteLine($"{string.Join(' ', names)}\n{limits}\n{string.Join('\n', files)}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(names, Has.None.StartsWith("MODELCI_").And.None.StartsWith("GITHUB_").And.None.EndsWith("_TOKEN").And.None.EndsWith("_KEY"));
            Assert.That(limits, Does.Match(@"Max data size +3221225472 +3221225472 +bytes").And.Match("Max core file size +0 +0 +bytes"));
            // What is left is .NET's own: its assemblies, and the memory that its compiler writes to.
            Assert.That(files.Where(file => !file.StartsWith("/dev/", StringComparison.Ordinal) && !file.EndsWith(".dll", StringComparison.Ordinal) && file != "/memfd:doublemapper (deleted)"), Is.Empty);
        }
        labels.Close();
        folder.Delete(recursive: true);
    }

    [Test]
    public void Apply_KeysAndTokens_AreNotInherited()
    {
        var start = new ProcessStartInfo("none");
        start.Environment["MODELCI_KEY"] = "secret";
        start.Environment["GITHUB_TOKEN"] = "secret";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        start.Environment["PATH"] = "/bin";
        WorkerEnvironment.Apply(start);

        Assert.That(start.Environment.Values, Has.None.EqualTo("secret"));
        Assert.That(start.Environment["PATH"], Is.EqualTo("/bin"));
    }

    private static PairPredictor Start() => PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits);

    private sealed class LastValue : IProgress<int>
    {
        public int Value { get; private set; }

        public void Report(int value) => Value = value;
    }
}
