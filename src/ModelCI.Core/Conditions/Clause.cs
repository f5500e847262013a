using System.Globalization;
using System.Text;

namespace ModelCI.Core.Conditions;

/// <summary>Direction of a clause.</summary>
public enum Comparator
{
    /// <summary>The form exceeds the constant.</summary>
    Greater,
    /// <summary>The form stays below the constant.</summary>
    Less,
}

/// <summary>
/// <c>a form compared with a constant +/- epsilon</c> (Renggli et al., 2019). Epsilon is half the width of the zone in which either
/// answer is acceptable.
/// </summary>
public sealed class Clause
{
    /// <summary>Merges terms of the same quantity; the order of first appearance is kept.</summary>
    /// <param name="terms">At least one.</param>
    /// <param name="comparator">Direction.</param>
    /// <param name="constant">Finite, in metric units.</param>
    /// <param name="epsilon">Finite and at least 0, in metric units.</param>
    /// <exception cref="ArgumentException">No terms, or a number outside its range.</exception>
    public Clause(IEnumerable<Term> terms, Comparator comparator, double constant, double epsilon)
    {
        Terms = terms
            .GroupBy(term => term.Quantity)
            .Select(group => new Term(group.Sum(term => term.Coefficient), group.Key))
            .ToArray();
        if (Terms.Count == 0) throw new ArgumentException("a clause without terms", nameof(terms));
        if (!Terms.All(term => double.IsFinite(term.Coefficient))) throw new ArgumentException("a coefficient is not finite", nameof(terms));
        if (!double.IsFinite(constant)) throw new ArgumentException("the constant is not finite", nameof(constant));
        if (!double.IsFinite(epsilon) || epsilon < 0) throw new ArgumentException("epsilon must be finite and at least 0", nameof(epsilon));
        Comparator = comparator;
        Constant = constant;
        Epsilon = epsilon;
    }

    /// <summary>The linear form, one term per quantity.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>Direction.</summary>
    public Comparator Comparator { get; }

    /// <summary>Right-hand side, in metric units.</summary>
    public double Constant { get; }

    /// <summary>Half the width of the indifference zone, in metric units.</summary>
    public double Epsilon { get; }

    /// <summary>Sum of the coefficients of a quantity; 0 if absent.</summary>
    public double CoefficientOf(Quantity quantity) => Terms.FirstOrDefault(term => term.Quantity == quantity)?.Coefficient ?? 0;

    /// <summary>The same clause on the items of one slice: every term over it, whatever slice it had.</summary>
    public Clause Over(string slice) =>
        new(Terms.Select(term => term with { Quantity = term.Quantity with { Slice = slice } }), Comparator, Constant, Epsilon);

    /// <summary>Canonical text: parses back to an equal clause; equal clauses have equal text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var term in Terms)
        {
            var magnitude = Math.Abs(term.Coefficient);
            if (text.Length == 0) text.Append(term.Coefficient < 0 ? "-" : "");
            else text.Append(term.Coefficient < 0 ? " - " : " + ");
            if (magnitude != 1) text.Append(Number(magnitude)).Append(" * ");
            text.Append(term.Quantity);
        }
        return text.Append(Comparator == Comparator.Greater ? " > " : " < ").Append(Number(Constant))
            .Append(" +/- ").Append(Number(Epsilon)).ToString();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
