using System.Text.Json;
using ModelCI.Core.Items;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>Every shared model through a real worker: the counts are those of an independent evaluator.</summary>
[TestFixture("fashion")]
[TestFixture("adult")]
[TestFixture("text")]
internal sealed class SharedModelTests(string name)
{
    private readonly Dictionary<string, int[]> _predictions = [];
    private SharedTask _task = null!;

    [OneTimeSetUp]
    public void PredictEveryModel()
    {
        _task = new SharedTask(name);
        for (var index = 0; index < _task.Models.Count; index += 2)
        {
            var candidate = _task.Models[index];
            var baseline = index + 1 < _task.Models.Count ? _task.Models[index + 1] : null;
            using var predictor = PairPredictor.Start(
                Worker.Command,
                _task.Source(candidate, "candidate"),
                baseline is null ? null : _task.Source(baseline, "baseline"),
                Worker.Limits);
            predictor.Bind(_task.Items, new PredictionTask(_task.Classes));
            var result = predictor.PredictAll(null, CancellationToken.None);
            _predictions[candidate] = result.Candidate!.Answers;
            if (baseline is not null) _predictions[baseline] = result.Baseline!.Answers;
        }
    }

    [Test]
    public void PredictAll_EveryModel_CorrectCountsOfTruth()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (id, predictions) in _predictions)
            {
                var correct = predictions.Zip(_task.Labels).Count(pair => pair.First == pair.Second);
                Assert.That(correct, Is.EqualTo(Number(Model(id), "correct")).Within(Tolerance(Model(id))), id);
            }
        }
    }

    [Test]
    public void PredictAll_EveryPair_DisagreementOfTruth()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var pair in _task.Truth.GetProperty("pairs").EnumerateArray())
            {
                var (o, n) = (pair.GetProperty("o").GetString()!, pair.GetProperty("n").GetString()!);
                var disagree = _predictions[o].Zip(_predictions[n]).Count(both => both.First != both.Second);
                Assert.That(disagree, Is.EqualTo(Number(pair, "disagree")).Within(Tolerance(Model(o)) + Tolerance(Model(n))), $"{o} {n}");
            }
        }
    }

    // Where ONNX Runtime was seen to agree with the evaluator on every item there is nothing to tolerate.
    private static int Tolerance(JsonElement model) => Number(model, "onnxruntime_1_30_mismatches") == 0 ? 0 : Number(model, "near_ties");

    private static int Number(JsonElement element, string property) => element.GetProperty(property).GetInt32();

    private JsonElement Model(string id) => _task.Truth.GetProperty("models").GetProperty(id);
}
