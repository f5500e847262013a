namespace ModelCI.Core.Conditions;

/// <summary>A conjunction of clauses.</summary>
public sealed class Condition
{
    /// <summary>At least one clause.</summary>
    /// <param name="source">The text as the user wrote it.</param>
    /// <param name="clauses">In the order written.</param>
    /// <param name="mentions">Where the source names its quantities; null for a condition that was not parsed.</param>
    /// <exception cref="ArgumentException">No clause.</exception>
    public Condition(string source, IReadOnlyList<Clause> clauses, IReadOnlyList<QuantityMention>? mentions = null)
    {
        if (clauses.Count == 0) throw new ArgumentException("a condition without clauses", nameof(clauses));
        Source = source;
        Clauses = clauses;
        Mentions = mentions ?? [];
    }

    /// <summary>As the user wrote it.</summary>
    public string Source { get; }

    /// <summary>In the order written; all must hold.</summary>
    public IReadOnlyList<Clause> Clauses { get; }

    /// <summary>Where the source names its quantities, in the order written, for messages that point at one.</summary>
    public IReadOnlyList<QuantityMention> Mentions { get; }

    /// <summary>Whether any clause speaks of the baseline (o or d).</summary>
    public bool NeedsBaseline => Clauses.Any(clause => clause.Terms.Any(term =>
        term.Quantity.Metric == Metric.Disagreement || term.Quantity.Model == ModelRole.Baseline));

    /// <summary>Canonical text, the same for conditions that differ only in spelling; what the ledger records.</summary>
    public override string ToString() => string.Join(" /\\ ", Clauses);
}
