using System.Globalization;
using ModelCI.Cli.Testing;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Git;
using ModelCI.Inference;

namespace ModelCI.Cli.Diagnosing;

/// <summary>Whether the configured models are there and load.</summary>
internal static class ModelChecks
{
    public static IEnumerable<Check> Of(GateConfiguration configuration, GitRepository repository)
    {
        using var models = new ModelFiles(configuration, repository, baseRevision: null);
        yield return Loads("candidate", CheckState.Problem, () => models.Candidate, configuration);
        // Which commit `base` is depends on where a run is started.
        if (configuration.Baseline is not null) yield return Loads("baseline", CheckState.Warning, () => models.Baseline!, configuration);
    }

    private static Check Loads(string role, CheckState ifNot, Func<ModelFile> find, GateConfiguration configuration)
    {
        try
        {
            var model = find();
            using var predictor = PairPredictor.Start(WorkerLauncher.Command(), model.Source, null, configuration.Limits);
            var signature = predictor.Signatures()[0];
            return Check.Ok(role, $"{model.Shown} loads: {Count(signature.Inputs.Count, "input")}, {Count(signature.Outputs.Count, "output")}");
        }
        catch (ModelCIException exception)
        {
            return Check.Of(role, ifNot, exception.Problems[0]);
        }
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
