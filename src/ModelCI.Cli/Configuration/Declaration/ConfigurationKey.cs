namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>One key of modelci.yml.</summary>
/// <param name="Name">As written in the file.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Description">One sentence for editors and for the message that the key is missing.</param>
internal sealed record ConfigurationKey(string Name, ValueShape Shape, string Description)
{
    public bool Required { get; init; }

    /// <summary>The value that stands for a left-out key, as text; null where leaving it out has a meaning of its own.</summary>
    public string? Default { get; init; }

    /// <summary>A value to show to someone who has to write one, as YAML.</summary>
    public string? Example { get; init; }
}
