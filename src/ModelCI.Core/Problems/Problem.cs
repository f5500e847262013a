namespace ModelCI.Core.Problems;

/// <summary>One mistake of a user: what is wrong, where, and how to mend it.</summary>
/// <param name="Code">Stable code: MCI1xxx command line, configuration and condition, MCI2xxx models, MCI3xxx holdout and labels,
/// MCI4xxx ledger, git and keys, MCI5xxx GitHub.</param>
/// <param name="What">One sentence that names the value given and what is allowed, without a final full stop.</param>
/// <param name="Where">File, <c>file:line</c>, key or item; null where there is no place to point at.</param>
/// <param name="Fix">The nearest fix as an instruction; null where <paramref name="What"/> already says it.</param>
/// <param name="Excerpt">Source text with a caret line, shown as it is; null without one.</param>
public sealed record Problem(string Code, string What, string? Where = null, string? Fix = null, string? Excerpt = null);
