using ModelCI.Cli.Configuration;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Git;

namespace ModelCI.Cli.Diagnosing;

/// <summary>Everything that is looked at, in the order in which a run needs it.</summary>
internal static class Diagnosis
{
    /// <param name="file">The configuration as given; null to find it.</param>
    public static IEnumerable<Check> Of(string? file, KeyChecks keys, bool isOffline, TimeProvider time)
    {
        foreach (var check in MachineChecks.Of()) yield return check;
        foreach (var check in FolderChecks.Of(keys.Keys)) yield return check;
        foreach (var check in WorkerChecks.Of()) yield return check;
        foreach (var check in keys.OfEnvironment()) yield return check;
        var (configuration, checks) = Configured(file);
        foreach (var check in checks) yield return check;
        var repository = Repository(configuration, out var trouble);
        yield return trouble ?? Check.Ok("repository", repository!.Root);
        if (configuration is null || repository is null) yield break;
        foreach (var check in ModelChecks.Of(configuration, repository)) yield return check;
        foreach (var check in keys.OfHoldout(configuration)) yield return check;
        foreach (var check in LedgerChecks.Of(configuration, repository, keys.Keys, isOffline, time)) yield return check;
    }

    private static (GateConfiguration? Configuration, IReadOnlyList<Check> Checks) Configured(string? file)
    {
        const string Name = "configuration";
        string path;
        try
        {
            path = file ?? ConfigurationLocator.Find(Directory.GetCurrentDirectory());
        }
        catch (ModelCIException exception)
        {
            // Before there is one the doctor can be asked as well.
            return (null, [Check.Of(Name, CheckState.Warning, exception.Problems[0] with { Fix = "write one with `modelci init`, or pass --config PATH" })]);
        }
        try
        {
            var configuration = ConfigurationReader.Read(path);
            return (configuration, [Check.Ok(Name, $"{path}: test set '{configuration.Holdout.Name}', {configuration.Gate.Condition}")]);
        }
        catch (ModelCIException exception)
        {
            return (null, [.. exception.Problems.Select(problem => Check.Of(Name, CheckState.Problem, problem))]);
        }
    }

    private static GitRepository? Repository(GateConfiguration? configuration, out Check? trouble)
    {
        try
        {
            trouble = null;
            return GitRepository.Around(configuration?.Folder ?? Directory.GetCurrentDirectory());
        }
        catch (ModelCIException exception)
        {
            trouble = Check.Of("repository", CheckState.Problem, exception.Problems[0]);
            return null;
        }
    }
}
