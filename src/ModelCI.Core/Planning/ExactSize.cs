using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>
/// The tight numerical sample size of Renggli et al. (2019, section 4.3): the least n from which sup over p of P(deviation &gt; eps) is at
/// most alpha for this and every larger n, X ~ Bin(n, p). The supremum is not monotone in n, so the first n that holds is not enough.
/// </summary>
/// <remarks>
/// The supremum is a left limit at a breakpoint p = k/n - eps: the largest over whole k of P(X &gt;= k), two-sided plus
/// P(X &lt;= k - floor(2 n eps) - 1). That second term is a <see cref="ShiftedTail"/> too, of the failures. By (a) of that class a bound of
/// sup T over real k holds for all larger n, so the search goes down from there, one n at a time, to the first that fails: every larger n
/// is then proved; a tie to ten digits counts as failing. Within one n, ranges of k are bounded by (b) and (c) and halved until each is
/// decided: no k is left out.
/// </remarks>
public static class ExactSize
{
    /// <summary>Sizes beyond this are not searched for.</summary>
    public const long Largest = 1_000_000_000;

    // In nats; far above the rounding error of a tail, far below its change from one n to the next (2 eps^2). A tie counts as failing.
    private const double Guard = 1e-10;

    // Real ranges narrower than this are not halved any further: the n above is tried instead.
    private const double Narrowest = 0.25;

    /// <summary>Least n with sup_p P(X/m - p &gt; eps) &lt;= alpha for all m &gt;= n; null above <see cref="Largest"/>.</summary>
    /// <param name="epsilon">Tolerance in (0, 1), exact, as floors of its multiples decide.</param>
    /// <param name="alpha">One-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">epsilon outside (0, 1).</exception>
    public static long? OneSided(DecimalFraction epsilon, SignificanceLevel alpha) => Stable(epsilon, alpha, isTwoSided: false);

    /// <summary>Least n with sup_p P(|X/m - p| &gt; eps) &lt;= alpha for all m &gt;= n; null above <see cref="Largest"/>.</summary>
    /// <param name="epsilon">Tolerance in (0, 1), exact, as floors of its multiples decide.</param>
    /// <param name="alpha">Level, both sides together.</param>
    /// <exception cref="ArgumentOutOfRangeException">epsilon outside (0, 1).</exception>
    public static long? TwoSided(DecimalFraction epsilon, SignificanceLevel alpha) => Stable(epsilon, alpha, isTwoSided: true);

    private static long? Stable(DecimalFraction epsilon, SignificanceLevel alpha, bool isTwoSided)
    {
        if (epsilon.Numerator.Sign <= 0 || epsilon.Numerator >= epsilon.Denominator)
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon.Value, "the tolerance of a probability lies in (0, 1)");
        // Both tails together are at most twice the larger: what holds for T at half the level holds for their sum.
        var side = isTwoSided ? alpha.DividedBy(2) : alpha;
        var high = HoeffdingSize.OneVariable(1, epsilon.Value, side);
        if (high > Largest) return null;
        while (!HoldsFrom(high, epsilon, side)) high = checked(high * 2);
        var low = 0L;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (HoldsFrom(middle, epsilon, side)) high = middle;
            else low = middle;
        }
        while (high > 1 && Holds(high - 1, epsilon, alpha, isTwoSided)) high--;
        return high;
    }

    /// <summary>Whether sup T over all real k is certainly at most alpha, and so for every larger n. False may mean "not proved".</summary>
    private static bool HoldsFrom(long n, DecimalFraction epsilon, SignificanceLevel alpha)
    {
        var tail = new ShiftedTail(n, epsilon.Multiple(n));
        var level = -alpha.LogInverse - Guard;
        double[] cuts = [0, .. new[] { tail.ConcaveFrom, tail.ConcaveTo }.Where(cut => cut > 0).Select(cut => (double)cut), n];
        return Enumerable.Range(1, cuts.Length - 1).All(cut => IsBelow(cuts[cut - 1], cuts[cut]));

        bool IsBelow(double from, double to)
        {
            if (tail.LogRealBound(from, to) <= level) return true;
            if (to - from < Narrowest) return false;
            var middle = from + ((to - from) / 2);
            return IsBelow(from, middle) && IsBelow(middle, to);
        }
    }

    /// <summary>Whether the supremum over p at this very n is at most alpha.</summary>
    private static bool Holds(long n, DecimalFraction epsilon, SignificanceLevel alpha, bool isTwoSided)
    {
        var upper = new ShiftedTail(n, epsilon.Multiple(n));
        // P(X <= k - j) with j = floor(2 n eps) + 1 is P(failures >= n - k + j) at failure probability (n - k)/n + eps.
        var j = (long)epsilon.FloorOfMultiple(2 * n) + 1;
        var lower = isTwoSided ? new ShiftedTail(n, j - epsilon.Multiple(n)) : null;
        var level = -alpha.LogInverse - Guard;
        var cuts = new SortedSet<long> { 1, n };
        foreach (var cut in new[] { upper.ConcaveFrom, upper.ConcaveTo, upper.Peak }) cuts.Add(Math.Clamp(cut, 1, n));
        if (lower is not null)
            foreach (var cut in new[] { lower.ConcaveFrom, lower.ConcaveTo, lower.Peak }) cuts.Add(Math.Clamp(n - cut + j, 1, n));
        var ends = cuts.ToArray();
        // Neighbouring ranges share their end, so that no k falls between them.
        return ends.Length == 1 ? IsBelow(1, 1) : Enumerable.Range(1, ends.Length - 1).All(end => IsBelow(ends[end - 1], ends[end]));

        bool IsBelow(long from, long to)
        {
            if (Bound(from, to) <= level) return true;
            if (from == to) return false;
            var middle = from + ((to - from) / 2);
            // A single k that fails settles it, without halving towards it.
            return Bound(middle, middle) <= level && IsBelow(from, middle) && IsBelow(middle + 1, to);
        }

        double Bound(long from, long to)
        {
            var above = upper.LogBound(from, to);
            if (lower is null) return above;
            var below = lower.LogBound(n - to + j, n - from + j);
            return SpecialFunctions.LogSumExp([above, below]);
        }
    }
}
