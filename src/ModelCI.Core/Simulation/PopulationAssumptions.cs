using ModelCI.Core.Conditions;
using ModelCI.Core.Gating;
using ModelCI.Core.Items;

namespace ModelCI.Core.Simulation;

/// <summary>What a simulated production is taken to be like, as far as a condition says nothing of it.</summary>
/// <param name="Task">What models answer; its tables are the population's own, and clauses are resolved with it (<see cref="Resolve"/>).</param>
/// <param name="Slices">Names, by bit of <see cref="PairedPrediction.Slices"/>.</param>
/// <param name="Disagreement">d, in (0, 1); null for about 0.1.</param>
/// <param name="Accuracy">o, the baseline's accuracy, in (0, 1); null for about 0.8. In a regression the share of its losses that are the lowest.</param>
public sealed record PopulationAssumptions(PredictionTask Task, IReadOnlyList<string> Slices, double? Disagreement, double? Accuracy)
{
    /// <summary>d where nothing is said of it.</summary>
    public const double UsualDisagreement = 0.1;

    private const double UsualAccuracy = 0.8;
    private const double ShareOfNamedClass = 0.25;
    private const double ShareOfSlice = 0.3;
    // Up to so many slices items lie in any combination of them; of more, whose combinations are too many, in one at most.
    private const int FreelyCombined = 3;
    // Of a regression: 0 is right, and two numbers are so far off that any loss is the highest.
    private const double FarOff = 1e200;
    private const int NumbersInUse = 3;

    /// <summary>Different answers that occur: classes, or numbers of a regression.</summary>
    internal int Answers => Task.IsRegression ? NumbersInUse : Task.Classes.Count;

    /// <summary>
    /// Assumptions of a condition; without a test set the classes that it names and others, at least three and two more than the greatest k, and the
    /// slices that it names.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="classes">Of the test set, <see cref="ClassList.None"/> for a regression; null without one.</param>
    /// <param name="disagreement">As <see cref="Disagreement"/>.</param>
    /// <param name="accuracy">As <see cref="Accuracy"/>.</param>
    /// <param name="slices">Of the test set; null without one.</param>
    public static PopulationAssumptions Of(
        Condition condition, ClassList? classes, double? disagreement, double? accuracy, IReadOnlyList<string>? slices = null)
    {
        var quantities = condition.Clauses.SelectMany(clause => clause.Terms).Select(term => term.Quantity).ToArray();
        var isRegression = classes?.Count == 0 || quantities.Any(quantity => quantity.Metric == Metric.Loss);
        var task = isRegression
            ? new PredictionTask(ClassList.None, Numbers())
            : new PredictionTask(classes ?? Invented(Named(quantities), condition.RankingDepth ?? 0), null, condition.RankingDepth is { } depth ? new RankingTable(depth) : null);
        return new PopulationAssumptions(task, slices ?? condition.Slices, disagreement, accuracy);
    }

    /// <summary>The clauses over this population's answers and slices, whatever they were resolved for.</summary>
    public IReadOnlyList<ClauseScore> Resolve(IReadOnlyList<ClauseScore> clauses) => [.. clauses.Select(score => score.Resolve(Task, Slices))];

    /// <summary>
    /// Items before any clause is heeded: the baseline is right with probability <see cref="Accuracy"/>, the models differ with probability
    /// <see cref="Disagreement"/>, they are equally good, and where they differ one of them is right. Wrong answers have
    /// their label among the next classes as often as not, for every k. In a regression right is the lowest loss and wrong the highest: no losses of the
    /// same means vary more. A quarter of the items belongs
    /// to each class that <paramref name="clauses"/> name, three in ten lie in each of their slices, independently
    /// (of more than three slices each has an equal part of nine in ten, and no item lies in two); wrong answers are any of the others.
    /// </summary>
    /// <param name="withTies">Whether a tenth of the differing items has two different wrong answers, where there are classes enough.</param>
    internal IReadOnlyList<ItemKind> Base(IEnumerable<Clause> clauses, bool withTies)
    {
        var quantities = clauses.SelectMany(clause => clause.Terms).Select(term => term.Quantity).ToArray();
        var named = Named(quantities).Select(Task.Classes.IndexOf).ToArray();
        var rest = Enumerable.Range(0, Answers).Except(named).Take(Math.Max(withTies ? 2 : 1, (withTies ? 3 : 2) - named.Length)).ToArray();
        int[] standing = [.. named, .. rest];
        var share = rest.Length == 0 ? 1.0 / named.Length : Math.Min(ShareOfNamedClass, 0.75 / Math.Max(1, named.Length));
        var slices = quantities.Select(quantity => quantity.Slice).OfType<string>().Distinct(StringComparer.Ordinal).Select(name => Slices.ToList().IndexOf(name)).ToArray();
        var ranked = Task.Rankings is null ? null : new RankedAnswers(Task, [.. quantities.Select(quantity => quantity.K).OfType<int>().Distinct().Order()]);
        var kinds = from label in named.Length == 0 ? [standing[0]] : standing
                    let ofLabel = named.Length == 0 ? 1 : named.Contains(label) ? share : (1 - (share * named.Length)) / rest.Length
                    from kind in OfLabel(label, [.. standing.Where(other => other != label)], withTies)
                    from rankings in ranked?.Of(kind.Prediction, label) ?? [(-1, -1, 1)]
                    from member in Memberships(slices)
                    select new ItemKind(
                        kind.Prediction with { Slices = member.Bits, CandidateRanking = rankings.Candidate, BaselineRanking = rankings.Baseline }, label,
                        ofLabel * kind.Share * rankings.Share * member.Share);
        return [.. kinds];
    }

    private IEnumerable<ItemKind> OfLabel(int label, int[] wrong, bool withTies)
    {
        var (right, differ) = (Accuracy ?? UsualAccuracy, Disagreement ?? UsualDisagreement);
        // A tilt changes shares and never makes something of nothing: no cell starts empty.
        var either = Math.Min(differ / 2, 0.9 * Math.Min(right, 1 - right));
        var ties = withTies && wrong.Length > 1 ? 0.1 * Math.Min(differ, 1 - right - either) : 0;
        yield return new ItemKind(new(label, label), label, right - either);
        foreach (var answer in wrong)
        {
            yield return new ItemKind(new(answer, answer), label, (1 - right - either - ties) / wrong.Length);
            yield return new ItemKind(new(label, answer), label, either / wrong.Length);
            yield return new ItemKind(new(answer, label), label, either / wrong.Length);
            if (ties == 0) continue;
            foreach (var other in wrong.Where(other => other != answer))
                yield return new ItemKind(new(answer, other), label, ties / wrong.Length / (wrong.Length - 1));
        }
    }

    /// <param name="slices">Bits.</param>
    private static IEnumerable<(ulong Bits, double Share)> Memberships(int[] slices)
    {
        if (slices.Length > FreelyCombined)
            return slices.Select(slice => (1UL << slice, 3 * ShareOfSlice / slices.Length)).Prepend((0UL, 1 - (3 * ShareOfSlice)));
        return slices.Aggregate(
            new (ulong Bits, double Share)[] { (0, 1) },
            (members, slice) => [.. members.SelectMany(member => new[] { (member.Bits, member.Share * (1 - ShareOfSlice)), (member.Bits | 1UL << slice, member.Share * ShareOfSlice) })]);
    }

    private static string[] Named(IEnumerable<Quantity> quantities) =>
        [.. quantities.Where(quantity => quantity.Metric is Metric.Recall or Metric.Precision or Metric.F1).Select(quantity => quantity.Argument!).Distinct(StringComparer.Ordinal)];

    private static NumberTable Numbers()
    {
        var numbers = new NumberTable();
        foreach (var number in (double[])[0, FarOff, -FarOff]) numbers.IndexOf(number);
        return numbers;
    }

    private static ClassList Invented(string[] named, int depth)
    {
        var fewest = Math.Max(3, depth + 2);
        var others = Enumerable.Range(1, fewest + named.Length).Select(number => $"other class {number}").Except(named);
        return new ClassList([.. named, .. others.Take(Math.Max(1, fewest - named.Length))]);
    }
}
