
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
        Display = source;
    }

    private Condition(Condition written, IReadOnlyList<Clause> clauses)
    {
        (Source, Clauses, Mentions) = (written.Source, clauses, written.Mentions);
        Display = ToString();
    }

    /// <summary>As the user wrote it; without clauses that <see cref="With"/> added.</summary>
    public string Source { get; }

    /// <summary>All clauses for a reader: as the user wrote them, or the canonical text where <see cref="With"/> added some.</summary>
    public string Display { get; }

    /// <summary>In the order written, then what <see cref="With"/> added; all must hold.</summary>
    public IReadOnlyList<Clause> Clauses { get; }

    /// <summary>Names of the slices that clauses speak of, distinct, in the order of their first mention.</summary>
    public IReadOnlyList<string> Slices =>
        [.. Clauses.SelectMany(clause => clause.Terms).Select(term => term.Quantity.Slice).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Where the source names its quantities, in the order written, for messages that point at one.</summary>
    public IReadOnlyList<QuantityMention> Mentions { get; }

    /// <summary>The greatest k of top-k that clauses speak of; null for none.</summary>
    public int? RankingDepth => Clauses.SelectMany(clause => clause.Terms).Max(term => term.Quantity.K);

    /// <summary>Whether any clause speaks of the baseline (o or d).</summary>
    public bool NeedsBaseline => Clauses.Any(clause => clause.Terms.Any(term =>
        term.Quantity.Metric == Metric.Disagreement || term.Quantity.Model == ModelRole.Baseline));

    /// <summary>The condition and further clauses; those that it holds already are left out.</summary>
    public Condition With(IEnumerable<Clause> more)
    {
        var known = Clauses.Select(clause => clause.ToString()).ToHashSet(StringComparer.Ordinal);
        Clause[] added = [.. more.Where(clause => known.Add(clause.ToString()))];
        return added.Length == 0 ? this : new Condition(this, [.. Clauses, .. added]);
    }

    /// <summary>Canonical text, the same for conditions that differ only in spelling; what the ledger records.</summary>
    public override string ToString() => string.Join(" /\\ ", Clauses);
}
