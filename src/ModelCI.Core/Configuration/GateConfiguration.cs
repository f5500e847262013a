namespace ModelCI.Core.Configuration;

/// <summary>modelci.yml, checked. Paths are as written, relative to <paramref name="Folder"/> unless absolute.</summary>
/// <param name="Folder">Absolute folder of the file.</param>
/// <param name="Candidate">The model under test.</param>
/// <param name="Baseline">The model in production; null for <c>none</c>.</param>
public sealed record GateConfiguration(
    string File,
    string Folder,
    ModelSettings Candidate,
    ModelSettings? Baseline,
    HoldoutSettings Holdout,
    GateSettings Gate,
    BudgetSettings Budget,
    LedgerSettings Ledger,
    LimitSettings Limits,
    string? Templates)
{
    /// <summary>Absolute folder that schema and templates are read from: <see cref="Folder"/>, or a copy of it as a commit has it.</summary>
    public string RulesFolder { get; init; } = Folder;

    /// <summary>Line of the condition in <see cref="File"/>, from 1.</summary>
    public int ConditionLine { get; init; } = 1;
}
