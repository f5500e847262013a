using ModelCI.Cli.Testing;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
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
            using var models = Find(configuration, warnings);
            var fitting = Bind(configuration, models, holdout);
            return new ModelCheck([], warnings, fitting);
        }
        catch (ModelCIException exception)
        {
            return new ModelCheck(exception.Problems, warnings, []);
        }
    }

    private static ModelFiles Find(GateConfiguration configuration, List<Problem> warnings)
    {
        var repository = GitRepository.Around(configuration.Folder);
        // Who checks a test set may not be on the branch, or in the clone, that has the baseline.
        try
        {
            return new ModelFiles(configuration, repository, baseRevision: null);
        }
        catch (ModelCIException exception) when (configuration.Baseline is not null)
        {
            var candidateAlone = new ModelFiles(configuration with { Baseline = null }, repository, baseRevision: null);
            warnings.AddRange(exception.Problems.Select(problem => problem with { What = $"the baseline was not looked at: {problem.What}" }));
            return candidateAlone;
        }
    }

    private static string[] Bind(GateConfiguration configuration, ModelFiles models, HoldoutData holdout)
    {
        using var predictor = PairPredictor.Start(WorkerLauncher.Command(), models.Candidate.Source, models.Baseline?.Source, configuration.Limits);
        predictor.Bind(holdout.Items, new PredictionTask(holdout.Labels.Classes, holdout.Labels.Numbers));
        return models.Baseline is null ? [models.Candidate.Role] : [models.Candidate.Role, models.Baseline.Role];
    }
}
