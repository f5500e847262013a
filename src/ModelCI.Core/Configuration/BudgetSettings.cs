namespace ModelCI.Core.Configuration;

/// <summary>The label budget.</summary>
/// <param name="Labels">Labels over the life of the test set; null for no limit.</param>
/// <param name="LabelsPerRun">New labels in one evaluation; null for no limit.</param>
/// <param name="Cost">What a label costs; null if not said.</param>
public sealed record BudgetSettings(int? Labels, int? LabelsPerRun, LabelCost? Cost);

/// <summary>Money per label, such as 0.08 EUR.</summary>
public sealed record LabelCost(decimal Amount, string Currency);

/// <summary>Where the account lives.</summary>
/// <param name="Remote">A remote's name; null for <c>none</c>: the account stays local.</param>
/// <param name="IsDefault">Left out by the user: a repository without a remote of that name keeps the account local.</param>
public sealed record LedgerSettings(string? Remote, bool IsDefault);

/// <summary>Limits of the worker that runs the models.</summary>
/// <param name="MemoryBytes">Data segment limit.</param>
/// <param name="SecondsPerBatch">Wall-clock limit of one batch.</param>
public sealed record LimitSettings(long MemoryBytes, double SecondsPerBatch);
