using ModelCI.Core.Statistics;

namespace ModelCI.Core.Planning;

/// <summary>
/// T(k) = P(Bin(n, p) &gt;= k) at p = (k - offset)/n: how probable it is to overshoot by offset/n where the overshoot ends in k. Also for
/// real k, as I_p(k, n - k + 1). Finds upper bounds of T over ranges of k from few values.
/// </summary>
/// <remarks>
/// Write x = k/n, eps = offset/n, T = I_{x-eps}(n x, n(1-x) + 1).
/// <para>(a) For fixed x, T falls in n. d ln T/dn is E[f | t &lt; x-eps] - E[f] under the density proportional to exp(n f(t))/t with
/// f(t) = x ln t + (1-x) ln(1-t), which rises up to t = x. The first mean rises with its limit up to x, so it suffices that
/// E[f | t &lt; x] &lt;= E[f | t &gt; x]. In s = ln t the two branches of f at equal height have densities (1-t)/|x-t|; their ratio, left
/// to right, rises with the depth iff x^2 &gt;= t_left t_right, and that holds as f''' &lt; 0 in s. Hence sup over real x of T falls in n.</para>
/// <para>(b) ln T is concave in x where the integrand t^(nx-1) (1-t)^(n(1-x)) / B is jointly log-concave in (t, x) for t &lt;= x - eps
/// (Prekopa, 1973; the region is convex). With trigamma(z) &gt; 1/z + 1/(2 z^2), and trigamma(z + 1) = trigamma(z) - 1/z^2, its Hessian is
/// negative semidefinite if n eps^2 &gt;= (1-x+eps)^2 for x &lt;= 1/2, and for x &gt; 1/2 if
/// (n eps^2 - (1-x+eps)^2)(1 - g) &gt;= x - 1/2 with g = (2x-1)/(2 n x (1-x)).</para>
/// <para>(c) Everywhere T is at most I at the largest p, the smallest first and the largest second parameter of a range.</para>
/// </remarks>
internal sealed class ShiftedTail
{
    private readonly long _n;
    private readonly double _offset;
    private readonly double _peakValue;

    public ShiftedTail(long n, double offset)
    {
        _n = n;
        _offset = offset;
        (ConcaveFrom, ConcaveTo) = ConcaveRange();
        if (!HasConcaveRange) return;
        Peak = FindPeak();
        _peakValue = LogAt(Peak);
    }

    /// <summary>Ends of the range of whole k on which ln T is known to be concave.</summary>
    public long ConcaveFrom { get; }

    /// <summary>See <see cref="ConcaveFrom"/>.</summary>
    public long ConcaveTo { get; }

    /// <summary>Where T is largest among the whole k of that range.</summary>
    public long Peak { get; }

    // Fewer points cannot carry the chords of LogRealPeak.
    private bool HasConcaveRange => ConcaveTo - ConcaveFrom >= 4;

    /// <summary>ln T(k); -infinity where p would not be positive or k exceeds n.</summary>
    public double LogAt(double k) => LogTail(k, k);

    /// <summary>An upper bound of ln T over the whole k of a range; equal to T for a range of one.</summary>
    public double LogBound(long from, long to)
    {
        if (from == to) return LogAt(from);
        if (!IsConcave(from, to)) return LogTail(from, to);
        // Concave, so it rises to its peak and falls from there.
        return Peak < from ? LogAt(from) : Peak > to ? LogAt(to) : _peakValue;
    }

    /// <summary>An upper bound of ln T over the real k of a range.</summary>
    public double LogRealBound(double from, double to)
    {
        if (!IsConcave(from, to)) return LogTail(from, to);
        return to <= Peak - 1 ? LogAt(to) : from >= Peak + 1 ? LogAt(from) : LogRealPeak();
    }

    private bool IsConcave(double from, double to) => HasConcaveRange && from >= ConcaveFrom && to <= ConcaveTo;

    /// <summary>Between two whole k a concave function lies below the chord of its neighbours, prolonged.</summary>
    private double LogRealPeak()
    {
        var centre = Math.Clamp(Peak, ConcaveFrom + 1, ConcaveTo - 1);
        var (left, middle, right) = (LogAt(centre - 1), LogAt(centre), LogAt(centre + 1));
        if (centre == Peak) return middle + Math.Max(middle - left, middle - right);
        var beyond = LogAt(Peak < centre ? centre + 2 : centre - 2);
        var inner = Peak < centre ? right : left;
        return Math.Max(_peakValue, Math.Max((2 * middle) - inner, (2 * inner) - beyond));
    }

    private double LogTail(double from, double to)
    {
        if (from > _n || to <= _offset) return double.NegativeInfinity;
        to = Math.Min(to, _n);
        var p = (to - _offset) / _n;
        var first = Math.Max(from, _offset);
        return IncompleteBeta.LogTails(first, _n - first + 1, p, (_n - to + _offset) / _n).Lower;
    }

    private (long From, long To) ConcaveRange()
    {
        var epsilon = _offset / _n;
        var square = _offset * epsilon;
        var room = square - ((0.5 + epsilon) * (0.5 + epsilon));
        var from = (long)Math.Ceiling(_n * (1 + epsilon - Math.Sqrt(square))) + 1;
        from = Math.Max(from, (long)Math.Floor(_offset) + 1);
        if (!(room > 0) || from > _n / 2) return (0, 0);
        // Above 1/2 the left side is at least room (1 - g), which falls, while x - 1/2 rises.
        var (low, high) = (_n / 2, _n - 1);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var x = (double)middle / _n;
            if (room * (1 - (((2 * x) - 1) / (2 * _n * x * (1 - x)))) >= x - 0.5) low = middle;
            else high = middle - 1;
        }
        return (from, low);
    }

    /// <summary>Bisection for the sign change of the slope, in a bracket grown from where the peak lies for large n.</summary>
    private long FindPeak()
    {
        var guess = Math.Clamp((long)((_n / 2.0) + (_offset * 2 / 3)), ConcaveFrom, ConcaveTo - 1);
        var (low, high) = (guess, guess);
        for (var step = 1L; high < ConcaveTo && Rises(high); step *= 2) (low, high) = (high, Math.Min(ConcaveTo, high + step));
        for (var step = 1L; low > ConcaveFrom && !Rises(low); step *= 2) (low, high) = (Math.Max(ConcaveFrom, low - step), low);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Rises(middle)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private bool Rises(long k) => LogAt(k + 1) > LogAt(k);
}
