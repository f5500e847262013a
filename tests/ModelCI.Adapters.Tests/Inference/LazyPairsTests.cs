using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

internal sealed class LazyPairsTests
{
    private const int Count = 1000;

    // The class of row r is the parity of r; the baseline negates its scores.
    private static readonly float[] Scores = [.. Enumerable.Range(0, Count).SelectMany(row => new[] { row % 2 == 0 ? 1f : 0f, 0.5f })];

    private PairPredictor _predictor = null!;

    [SetUp]
    public void Start()
    {
        _predictor = PairPredictor.Start(
            Worker.Command,
            Worker.Source(Worker.FileOf("two_scores"), new("first", null)),
            Worker.Source(Worker.FileOf("two_scores"), new("second", null), "baseline"),
            Worker.Limits);
        _predictor.Bind(Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, Scores, 2)), new PredictionTask(Worker.TwoClasses));
    }

    [TearDown]
    public void Stop() => _predictor.Dispose();

    [Test]
    public void Item_ReverseOrder_BothModelsOfThatRow()
    {
        var pairs = _predictor.ReadInOrder([.. Enumerable.Range(0, Count).Reverse()]);
        var read = Enumerable.Range(0, Count).Select(position => pairs.Read(position)).ToArray();

        Assert.That(read, Is.EqualTo(Enumerable.Range(0, Count).Reverse().Select(row => new PairedPrediction(row % 2, 1 - row % 2))));
    }

    [TestCase(1)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(300)]
    public void Item_StopEarly_InfersAtMostTwoBatchesMore(int read)
    {
        var pairs = _predictor.ReadInOrder([.. Enumerable.Range(0, Count)]);
        for (var position = 0; position < read; position++) _ = pairs.Read(position);

        Assert.That(pairs.ItemsInferred, Is.InRange(read, read + 2 * pairs.BatchSize));
        Assert.That(pairs.WorkerItemsInferred(), Is.EqualTo(pairs.ItemsInferred));
    }

    [Test]
    public void PredictAll_AfterAnUnfinishedReading_IsWhole()
    {
        _ = _predictor.ReadInOrder([.. Enumerable.Range(0, Count)]).Read(0);
        var whole = _predictor.PredictAll(null, CancellationToken.None);

        Assert.That(whole.Candidate!.Answers, Is.EqualTo(Enumerable.Range(0, Count).Select(row => row % 2)));
        Assert.That(whole.Baseline!.Answers, Is.EqualTo(Enumerable.Range(0, Count).Select(row => 1 - row % 2)));
    }
}
