using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>
/// A distribution of items over finitely many kinds, from which test sets are drawn i.i.d.: production, as a simulation sees it.
/// </summary>
public sealed class Population
{
    // What rounding may leave of a sum of shares.
    private const double Tolerance = 1e-9;

    private readonly ulong[] _keep;
    private readonly int[] _alias;

    /// <summary>Checks the shares and scales them to sum to exactly 1.</summary>
    /// <param name="kinds">At least one; shares in [0, 1] that sum to 1 within 1e-9. Kinds with share 0 are left out.</param>
    /// <param name="classes">Number of classes, at least 2; every prediction and label is an index below it.</param>
    /// <exception cref="ArgumentException">A share outside [0, 1], a sum other than 1, or a class index outside the classes.</exception>
    public Population(IEnumerable<ItemKind> kinds, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var all = kinds.ToArray();
        if (all.Any(kind => !(kind.Share >= 0 && kind.Share <= 1))) throw new ArgumentException("a share outside [0, 1]", nameof(kinds));
        var sum = all.Sum(kind => kind.Share);
        if (!(Math.Abs(sum - 1) <= Tolerance)) throw new ArgumentException($"the shares sum to {sum}, not 1", nameof(kinds));
        if (all.Any(kind => !IsClass(kind.Label, classes) || !IsClass(kind.Prediction.Candidate, classes) || !IsClass(kind.Prediction.Baseline, classes)))
            throw new ArgumentException("a class index outside the classes", nameof(kinds));
        Kinds = [.. all.Where(kind => kind.Share > 0).Select(kind => kind with { Share = kind.Share / sum })];
        Classes = classes;
        (_keep, _alias) = AliasTable([.. Kinds.Select(kind => kind.Share)]);
    }

    /// <summary>Kinds with a positive share.</summary>
    public IReadOnlyList<ItemKind> Kinds { get; }

    /// <summary>Number of classes (of a regression: numbers in use), at least 2.</summary>
    public int Classes { get; }

    /// <summary>
    /// A population given by its cells alone (statistics.md section 1), for conditions on n, o and d: which classes stand behind a cell
    /// makes no difference to those.
    /// </summary>
    /// <param name="classes">Number of classes; two classes have no cell <see cref="Cell.BothWrongDiffer"/>.</param>
    /// <param name="shares">By <see cref="Cell"/>; probabilities that sum to 1.</param>
    /// <exception cref="ArgumentException">Not one share per cell, or an impossible one.</exception>
    public static Population OfCells(int classes, params IReadOnlyList<double> shares)
    {
        if (shares.Count != Cells.Count) throw new ArgumentException($"{Cells.Count} shares are needed", nameof(shares));
        if (classes == 2 && shares[(int)Cell.BothWrongDiffer] > 0)
            throw new ArgumentException("with two classes two different answers are never both wrong", nameof(shares));
        return new Population(
            Enum.GetValues<Cell>().Where(cell => shares[(int)cell] != 0).Select(cell => new ItemKind(PredictionOf(cell), 0, shares[(int)cell])), classes);
    }

    /// <summary>The mean of a function of an item.</summary>
    public double Mean(Func<ItemKind, double> value) => Kinds.Sum(kind => kind.Share * value(kind));

    /// <summary>The kind that a uniform 64-bit number means (alias method: Walker 1977, Vose 1991); shares are exact to about 2^-53.</summary>
    public ItemKind Draw(ulong uniform)
    {
        var column = (int)Math.BigMul(uniform, (ulong)_alias.Length, out var within);
        return Kinds[within <= _keep[column] ? column : _alias[column]];
    }

    private static bool IsClass(int index, int classes) => index >= 0 && index < classes;

    private static PairedPrediction PredictionOf(Cell cell) => cell switch
    {
        Cell.BothRight => new PairedPrediction(0, 0),
        Cell.BothWrongSame => new PairedPrediction(1, 1),
        Cell.OnlyCandidateRight => new PairedPrediction(0, 1),
        Cell.OnlyBaselineRight => new PairedPrediction(1, 0),
        _ => new PairedPrediction(1, 2),
    };

    private static (ulong[] Keep, int[] Alias) AliasTable(double[] shares)
    {
        var columns = shares.Length;
        var left = shares.Select(share => share * columns).ToArray();
        var keep = Enumerable.Repeat(ulong.MaxValue, columns).ToArray();
        var alias = Enumerable.Range(0, columns).ToArray();
        var small = new Stack<int>(Enumerable.Range(0, columns).Where(column => left[column] < 1));
        var large = new Stack<int>(Enumerable.Range(0, columns).Where(column => left[column] >= 1));
        while (small.Count > 0 && large.Count > 0)
        {
            var (poor, rich) = (small.Pop(), large.Pop());
            // 2^64 itself is no 64-bit number; left[poor] is below 1, and so is the product below 2^64.
            keep[poor] = (ulong)(left[poor] * 18446744073709551616.0);
            alias[poor] = rich;
            left[rich] -= 1 - left[poor];
            (left[rich] < 1 ? small : large).Push(rich);
        }
        // What rounding left over keeps its whole column.
        return (keep, alias);
    }
}
