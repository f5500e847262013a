using ModelCI.Cli.Terminals;

namespace ModelCI.Cli.Testing;

/// <summary>Candidate and baseline. A seam: models that are run here, or predictions that were made elsewhere.</summary>
internal interface IModelPair : IDisposable
{
    ComparedModel Candidate { get; }

    /// <summary>Null without a baseline.</summary>
    ComparedModel? Baseline { get; }

    /// <summary>Begins what can go on while the test set is read; once or never.</summary>
    void Prepare();

    /// <summary>The answers to the items, in reading order; every error that a model can cause is raised here or, under lazy reading, as it answers.</summary>
    Answers Answer(AnswerRequest request, Func<ProgressLine> progress, CancellationToken cancellation);
}
