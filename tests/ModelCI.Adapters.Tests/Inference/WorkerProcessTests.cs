using System.Diagnostics;
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
