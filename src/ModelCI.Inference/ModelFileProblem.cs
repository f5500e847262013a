using ModelCI.Core.Problems;

namespace ModelCI.Inference;

/// <summary>Mistakes about a model file that are plain before ONNX Runtime sees it.</summary>
public static class ModelFileProblem
{
    /// <summary>The problem, or null if the file is worth loading. Any other file has no digest that names all of its weights, and must not be answered for.</summary>
    public static Problem? Of(ModelSource source)
    {
        if (!File.Exists(source.FilePath)) return ModelProblems.Missing(source);
        try
        {
            using var stream = ModelStream.OpenRead(source.FilePath);
            Span<byte> start = stackalloc byte[32];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            if (start.IsEmpty) return ModelProblems.Empty(source);
            if (start.StartsWith("version https://git-lfs"u8)) return ModelProblems.LfsPointer(source);
            return ExternalData.EscapingLocations(source.FilePath) is [var location, ..] ? ModelProblems.Escapes(source, location) : null;
        }
        catch (InvalidDataException error)
        {
            return ModelProblems.NotOnnx(source, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ModelProblems.Unreadable(source, error.Message);
        }
    }
}
