using ModelCI.Core.Conditions;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;
using ModelCI.Core.Statistics;

namespace ModelCI.Benchmarks.Gating;

/// <summary>A made-up test set that a gate reads to its end.</summary>
internal sealed class Pool
{
    public const int Items = 10_000;

    private const int Classes = 2;

    // No wealth reaches e^1e12: every clause stays open and every item is read.
    private static readonly SignificanceLevel Never = SignificanceLevel.FromLogInverse(1e12);

    private readonly WholePredictions _predictions;
    private readonly OrderedLabels _labels;

    /// <param name="disagree">Whether the models differ on every item, so that each costs a label, or on none.</param>
    public Pool(bool disagree)
    {
        _predictions = new WholePredictions(new int[Items], [.. Enumerable.Repeat(disagree ? 1 : 0, Items)]);
        var labels = new LabelBook(new ClassList(["0", "1"]), [.. Enumerable.Range(0, Items).Select(row => row % Classes)]);
        _labels = new OrderedLabels(labels, ReadingOrder.OfUnsealed([.. Enumerable.Range(0, Items).Select(row => row.ToString(null, null))]));
    }

    /// <summary>Clauses that differ in their constant only: so many times the work of one.</summary>
    public static IReadOnlyList<ClauseScore> Condition(int clauses)
    {
        var source = string.Join(" /\\ ", Enumerable.Range(0, clauses).Select(clause => $"n - o > 0.0{clause} +/- 0.01"));
        if (!ConditionParser.TryParse(source, out var condition, out var error)) throw new InvalidOperationException(error.ToString());
        return [.. condition.Clauses.Select(clause => ClauseScore.Compile(clause, Mode.FpFree, out _))];
    }

    public Decision Decide(IReadOnlyList<ClauseScore> clauses) =>
        Gate.Decide(clauses, Mode.FpFree, new TestLevels(Never, Never), Classes, _predictions, _labels, new LabelAllowance(new bool[Items], null));
}
