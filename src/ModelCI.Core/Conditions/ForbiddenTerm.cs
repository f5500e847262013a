namespace ModelCI.Core.Conditions;

/// <summary>A term that keeps a clause from having a per-item score.</summary>
/// <param name="Quantity">The term to point at.</param>
/// <param name="Why">Completes the sentence that begins with the term, without a final full stop.</param>
/// <param name="Fix">What to write instead, as an instruction.</param>
public sealed record ForbiddenTerm(Quantity Quantity, string Why, string Fix);
