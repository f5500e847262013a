using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>The worker's answers to the requests to load.</summary>
internal static class ModelLoading
{
    private const string Loading = "loads the model";
    private const int LongestVersion = 40;

    /// <returns>The models, and the version of ONNX Runtime that loaded them.</returns>
    /// <exception cref="ModelCIException">Every model that cannot be loaded.</exception>
    public static (IReadOnlyList<ModelDescription> Models, string Runtime) Receive(WorkerProcess worker, IReadOnlyList<ModelSource> sources)
    {
        var problems = new List<Problem>();
        var models = new List<ModelDescription>();
        var runtime = "";
        foreach (var source in sources)
        {
            try
            {
                using var frame = worker.Receive(FrameType.Loaded, source, Loading);
                using var reader = frame.Reader();
                runtime = OnnxRuntimeText.Readable(reader.ReadString(), LongestVersion);
                models.Add(MessageFormat.ReadDescription(reader));
            }
            catch (WorkerFault fault)
            {
                problems.Add(WorkerProblems.FromFault(fault, source));
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
            {
                throw WorkerProcess.Nonsense(source);
            }
        }
        return problems.Count == 0 ? (models, runtime) : throw new ModelCIException(problems);
    }
}
