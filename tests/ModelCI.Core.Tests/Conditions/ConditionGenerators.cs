using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelCI.Core.Conditions;

namespace ModelCI.Core.Tests.Conditions;

/// <summary>Conditions with any finite numbers, and the spellings in which a user may write them.</summary>
internal static class ConditionGenerators
{
    private static readonly Gen<string?> Slices = Gen.Elements<string?>(null, "women", "a-1", "x_2-y", "é", "black-and-white", "And");

    // Class names that a careless writer of canonical text would leave unquoted.
    private static readonly Gen<string> Classes = Gen.Elements(
        "3", "boot", "t-shirt", "ankle boot", "1e999", ".5", "5.", "a.b", "-a", "<=50K", "a,b", "(x)", "[y]", "and", "٣", "", "99999999999999999999", "_", "n");

    private static readonly Gen<Quantity> Quantities =
        from metric in Gen.Elements(Enum.GetValues<Metric>())
        from role in Gen.Elements(ModelRole.Candidate, ModelRole.Baseline)
        from name in Classes
        from k in Gen.Choose(1, 99)
        from slice in Slices
        let argument = metric switch
        {
            Metric.Recall or Metric.Precision or Metric.F1 => name,
            Metric.TopK => k.ToString(CultureInfo.InvariantCulture),
            _ => null,
        }
        select new Quantity(metric, metric == Metric.Disagreement ? null : role, argument, slice);

    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Choose(-300, 300).Select(number => number / 100.0),
        Gen.Elements(0.0, 1, -1, 1e-5, 0.1 + 0.2, 1e16, 123456789.123, double.Epsilon, 1e300, -1e-300));

    private static readonly Gen<Clause> Clauses =
        from terms in Gen.Zip(Numbers, Quantities).NonEmptyListOf()
        from comparator in Gen.Elements(Comparator.Greater, Comparator.Less)
        from constant in Numbers
        from epsilon in Numbers
        let clause = TryMake(terms, comparator, constant, Math.Abs(epsilon))
        where clause is not null
        select clause;

    private static readonly Gen<Condition> Conditions =
        from clauses in Clauses.NonEmptyListOf()
        select new Condition("", [.. clauses.Take(4)]);

    public static Arbitrary<Condition> Any() => Conditions.ToArbitrary();

    // A form whose terms cancel out is refused by the parser, so it has no text.
    private static Clause? TryMake(IEnumerable<(double, Quantity)> terms, Comparator comparator, double constant, double epsilon)
    {
        var clause = new Clause(terms.Take(5).Select(term => new Term(term.Item1, term.Item2)), comparator, constant + 0.0, epsilon);
        return clause.Terms.Any(term => term.Coefficient != 0) ? clause : null;
    }
}
