using ModelCI.Cli.Predicting;
using ModelCI.Cli.Testing;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Git;
using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Validating;

/// <summary>Whether the models can answer this test set at all: shapes, types, columns and outputs. No item is predicted.</summary>
/// <param name="Errors">What would end a run of the gate.</param>
/// <param name="Warnings">Why a model was not looked at.</param>
/// <param name="Fitting">The models that fit, such as "candidate".</param>
internal sealed record ModelCheck(IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings, IReadOnlyList<string> Fitting)
{
    public static ModelCheck Of(GateConfiguration configuration, HoldoutData holdout)
    {
        var warnings = new List<Problem>();
        try
        {
            using var models = new ModelFiles(configuration, GitRepository.Around(configuration.Folder), baseRevision: null);
            var (candidate, baseline) = (models.Candidate, Baseline(models, warnings));
            using var predictor = PairPredictor.Start(WorkerLauncher.Command(), candidate.Source, baseline?.Source, configuration.Limits);
            predictor.Bind(holdout.Items, ConfiguredTask.Of(configuration, holdout.Labels));
            return new ModelCheck([], warnings, baseline is null ? [candidate.Role] : [candidate.Role, baseline.Role]);
        }
        catch (ModelCIException exception)
        {
            return new ModelCheck(exception.Problems, warnings, []);
        }
    }

    // Who checks a test set may not be on the branch, or in the clone, that has the baseline.
    private static ModelFile? Baseline(ModelFiles models, List<Problem> warnings)
    {
        try
        {
            return models.Baseline;
        }
        catch (ModelCIException exception)
        {
            warnings.AddRange(exception.Problems.Select(problem => problem with { What = $"the baseline was not looked at: {problem.What}" }));
            return null;
        }
    }
}
