namespace ModelCI.Cli.Starting;

/// <summary>What modelci.yml will say, as texts. Null for what is left out.</summary>
internal sealed record GateDraft
{
    public required string Candidate { get; init; }

    public required string Baseline { get; init; }

    /// <summary>Replaces <see cref="Inputs"/> for the baseline; null where these do.</summary>
    public IReadOnlyList<InputEntry>? BaselineInputs { get; init; }

    public required string Name { get; init; }

    /// <summary>A file without a name, or arrays by name.</summary>
    public required IReadOnlyList<(string? Name, string File)> Items { get; init; }

    public string? Id { get; init; }

    /// <summary>A file; else <see cref="LabelColumn"/>.</summary>
    public string? Labels { get; init; }

    public string? LabelColumn { get; init; }

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<InputEntry> Inputs { get; init; } = [];

    public string? Output { get; init; }

    public string? Threshold { get; init; }

    /// <summary>Whether the baseline has no such output, and says by itself what it answers.</summary>
    public bool IsOutputOfCandidate { get; init; }

    public IReadOnlyList<string>? Classes { get; init; }

    public (string Kind, string Range)? Loss { get; init; }

    /// <summary>Null while it is not chosen: <see cref="ReadableCondition"/> stands for it then.</summary>
    public string? Condition { get; init; }

    /// <summary>The condition, or one that the other facts allow, so that the draft can be read before there is one.</summary>
    public string ReadableCondition => Condition ?? (Loss is null, Baseline == "none") switch
    {
        (true, false) => "n - o > 0 +/- 0.01",
        (true, true) => "n > 0.5 +/- 0.01",
        (false, false) => "loss(n) - loss(o) < 0 +/- 0.01",
        (false, true) => "loss(n) < 0.5 +/- 0.01",
    };

    public string Reliability { get; init; } = "0.99";

    public string Mode { get; init; } = "fp-free";

    public string Adaptivity { get; init; } = "full";

    public string Steps { get; init; } = "32";

    public string Feedback { get; init; } = "verdict";

    public string? Budget { get; init; }

    public string? LabelsPerRun { get; init; }

    public string? Remote { get; init; }

    /// <summary>Lines of comment above the gate: what an import could not take over.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How a model input is fed.</summary>
/// <param name="From">Columns, or one array.</param>
/// <param name="Scale">Null for none.</param>
/// <param name="Shape">Null for the data's.</param>
internal sealed record InputEntry(string Input, IReadOnlyList<string> From, string? Scale, IReadOnlyList<int>? Shape)
{
    /// <summary>Whether leaving it out says the same.</summary>
    public bool SaysNothing => Scale is null && Shape is null && From is [var only] && only == Input;

    /// <summary>Whether another says the same.</summary>
    public bool Equals(InputEntry? other) =>
        other is not null && Input == other.Input && From.SequenceEqual(other.From) && Scale == other.Scale && (Shape ?? []).SequenceEqual(other.Shape ?? []);

    public override int GetHashCode() => Input.GetHashCode(StringComparison.Ordinal);
}
