using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>The worker's answers to the requests to load.</summary>
internal static class ModelLoading
{
    private const string Loading = "loads the model";

    /// <exception cref="ModelCIException">Every model that cannot be loaded.</exception>
    public static IReadOnlyList<ModelDescription> Receive(WorkerProcess worker, IReadOnlyList<ModelSource> sources)
    {
        var problems = new List<Problem>();
        var models = new List<ModelDescription>();
        foreach (var source in sources)
        {
            try
            {
                using var frame = worker.Receive(FrameType.Loaded, source, Loading);
                using var reader = frame.Reader();
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
        return problems.Count == 0 ? models : throw new ModelCIException(problems);
    }
}
