using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Validation;
using ModelCI.Holdout;

namespace ModelCI.Cli.Validating;

/// <summary>What <c>modelci test</c> asks of a test set before it looks at anything else. What it says depends on test set and schema alone.</summary>
internal static class HoldoutGuard
{
    /// <summary>
    /// Holds the items against the schema. Of a sealed test set, or of one that is sealed in part, only names, types and shapes: its content is pinned
    /// and authenticated, so that only an edit of the schema could bring up something new of the values, and that would be a question to sealed items.
    /// Without a schema: whether columns have any value, which costs a look at a row each. Labels are never spoken of.
    /// </summary>
    /// <returns>Warnings, a line each.</returns>
    /// <exception cref="ModelCIException">MCI310x, MCI1xxx: the schema cannot be used; MCI311x: everything that departs from it.</exception>
    public static IReadOnlyList<string> Check(GateConfiguration configuration, HoldoutData holdout)
    {
        var isSealed = HoldoutReader.IsSealedInPart(configuration.Holdout);
        var file = SchemaFile.Of(configuration);
        var findings = HoldoutCheck.Of(
            file.Read(), holdout.Items, holdout.Labels, isSealed ? CheckDepth.Structure : CheckDepth.Items, configuration.Holdout.Classes is not null);
        var groups = FindingGroup.Of(findings);
        Problem[] errors = [.. groups.Where(group => group.Severity == FindingSeverity.Error).Select(group => group.ToProblem(isSealed, file.Written))];
        if (errors.Length > 0) throw new ModelCIException(errors);
        return [.. groups.Select(group => $"warning[{FindingGroup.CodeOf(group.Rule)}]: {group.ToProblem(isSealed, file.Written).What}")];
    }
}
