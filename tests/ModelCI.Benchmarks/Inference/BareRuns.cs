using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using ModelCI.Core.Items;

namespace ModelCI.Benchmarks.Inference;

/// <summary>
/// ONNX Runtime alone in this process, loaded and warm: rows out of the column, converted once per batch, both models, the largest score of each
/// row. As many threads for both models together and as many rows per batch as the worker has.
/// </summary>
internal sealed class BareRuns : IDisposable
{
    private readonly NumericColumn _images;
    private readonly InferenceSession[] _sessions;
    private readonly int _batchRows;
    private readonly byte[] _pixels;
    private readonly float[] _input;

    public BareRuns(NumericColumn images, IEnumerable<string> models, int batchRows)
    {
        using var options = new SessionOptions();
        options.DisablePerSessionThreads();
        (_images, _batchRows) = (images, batchRows);
        _sessions = [.. models.Select(model => new InferenceSession(model, options))];
        _pixels = new byte[batchRows * images.RowBytes];
        _input = new float[_pixels.Length];
    }

    public TimeSpan Time()
    {
        var watch = Stopwatch.StartNew();
        var answers = _sessions.Select(_ => new int[_images.Rows]).ToArray();
        using var options = new RunOptions();
        for (var start = 0; start < _images.Rows; start += _batchRows)
        {
            var rows = Math.Min(_batchRows, _images.Rows - start);
            var width = _images.RowBytes;
            _images.CopyRows(start, _pixels.AsSpan(0, rows * width));
            TensorPrimitives.ConvertChecked(_pixels.AsSpan(0, rows * width), _input.AsSpan());
            TensorPrimitives.Multiply(_input.AsSpan(0, rows * width), 1f / 255, _input);
            using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _input.AsMemory(0, rows * width), [rows, 1, 28, 28]);
            for (var model = 0; model < _sessions.Length; model++) Predict(_sessions[model], options, value, answers[model].AsSpan(start, rows));
        }
        return watch.Elapsed;
    }

    public void Dispose()
    {
        foreach (var session in _sessions) session.Dispose();
    }

    private static void Predict(InferenceSession session, RunOptions options, OrtValue value, Span<int> answers)
    {
        using var outputs = session.Run(options, session.InputNames, [value], session.OutputNames);
        var scores = outputs[0].GetTensorDataAsSpan<float>();
        var classes = scores.Length / answers.Length;
        for (var row = 0; row < answers.Length; row++) answers[row] = TensorPrimitives.IndexOfMax(scores.Slice(row * classes, classes));
    }
}
