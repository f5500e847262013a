namespace ModelCI.Reporting.Publishing;

/// <summary>Where a gate stands in its repository.</summary>
/// <param name="TestSet">Name of its test set; null where the configuration does not tell.</param>
/// <param name="Configuration">The configuration's path relative to the repository's root, with slashes.</param>
/// <param name="ConditionLine">Line of the condition in it, from 1.</param>
/// <param name="Candidate">The candidate's path likewise; null where it is no file of the work tree.</param>
public sealed record GatePlaces(string? TestSet, string Configuration, int ConditionLine, string? Candidate)
{
    /// <summary>First line of the gate's comment. Names of test sets are plain: they cannot end the comment.</summary>
    public string Marker => TestSet is null ? "<!-- modelci -->" : $"<!-- modelci: {TestSet} -->";

    /// <summary>Name of the gate's check.</summary>
    public string CheckName => TestSet is null ? "ModelCI" : $"ModelCI ({TestSet})";
}
