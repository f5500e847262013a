using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace ModelCI.Benchmarks.Processes;

/// <summary>
/// The image task in ONNX Runtime alone, in this process: the array out of its file, batch after batch through one model and then the
/// other, the largest score of each row. No check, digest, label, decision or second process. What is above it is what a gate costs.
/// </summary>
internal static class BareLoop
{
    // Of 32 to 1,000 rows none is faster by more than the noise.
    private const int BatchRows = 128;
    private const int RowPixels = 28 * 28;

    public static TimeSpan Time()
    {
        var watch = Stopwatch.StartNew();
        var file = File.ReadAllBytes(FashionTask.Items);
        var header = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        foreach (var model in (string[])[FashionTask.Candidate, FashionTask.Baseline]) Predict(model, file.AsSpan(header));
        return watch.Elapsed;
    }

    private static int[] Predict(string model, ReadOnlySpan<byte> pixels)
    {
        using var session = new InferenceSession(model);
        using var options = new RunOptions();
        var answers = new int[pixels.Length / RowPixels];
        var batch = new float[BatchRows * RowPixels];
        for (var start = 0; start < answers.Length; start += BatchRows)
        {
            var rows = Math.Min(BatchRows, answers.Length - start);
            var input = batch.AsMemory(0, rows * RowPixels);
            TensorPrimitives.ConvertChecked(pixels.Slice(start * RowPixels, input.Length), input.Span);
            TensorPrimitives.Divide(input.Span, 255, input.Span);
            using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, [rows, 1, 28, 28]);
            using var outputs = session.Run(options, session.InputNames, [value], session.OutputNames);
            var scores = outputs[0].GetTensorDataAsSpan<float>();
            var classes = scores.Length / rows;
            for (var row = 0; row < rows; row++) answers[start + row] = TensorPrimitives.IndexOfMax(scores.Slice(row * classes, classes));
        }
        return answers;
    }
}
