namespace ModelCI.Core.Configuration;

/// <summary>A model: where it is and, where its names differ from the holdout's, how its inputs and output map.</summary>
/// <param name="Text">As written, for messages.</param>
/// <param name="Inputs">Replaces <see cref="HoldoutSettings.Inputs"/> for this model; null to inherit.</param>
/// <param name="Output">Replaces <see cref="HoldoutSettings.Output"/> for this model; null to inherit.</param>
public sealed record ModelSettings(
    string Text,
    ModelLocation Location,
    IReadOnlyDictionary<string, InputSettings>? Inputs,
    OutputSettings? Output);

/// <summary>Where a model file comes from.</summary>
public abstract record ModelLocation
{
    private ModelLocation()
    {
    }

    /// <summary>A file.</summary>
    public sealed record LocalFile(string Path) : ModelLocation;

    /// <summary>A file at a revision; <paramref name="Path"/> is relative to the repository's root.</summary>
    public sealed record AtRevision(string Revision, string Path) : ModelLocation;

    /// <summary>The candidate's path at the base commit.</summary>
    public sealed record AtBase : ModelLocation;
}

/// <summary>How one model input is fed.</summary>
/// <param name="From">Columns or one array; empty means the column or array that bears the input's name.</param>
/// <param name="Scale">Factor on the values where the model's input is a float type; null for none.</param>
/// <param name="Shape">Shape of one item's value; null to take the data's.</param>
public sealed record InputSettings(IReadOnlyList<string> From, double? Scale, IReadOnlyList<int>? Shape);

/// <summary>Which output decides.</summary>
/// <param name="Name">The model output's name.</param>
/// <param name="Threshold">For [N,1] probabilities of class 1: class 1 where the score is at least this; null otherwise.</param>
public sealed record OutputSettings(string Name, double? Threshold);
