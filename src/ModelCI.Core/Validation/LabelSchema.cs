namespace ModelCI.Core.Validation;

/// <summary>What the labels of a test set are expected to be.</summary>
public sealed record LabelSchema
{
    /// <summary>Labels of a classification, a regression, or either where little is said.</summary>
    /// <param name="classes">In index order; null where nothing is said.</param>
    /// <param name="shares">Of distinct classes out of <paramref name="classes"/>; empty for none.</param>
    /// <param name="min">Least label of a regression, finite; null for no bound.</param>
    /// <param name="max">Greatest label of a regression, finite, at least <paramref name="min"/>; null for no bound.</param>
    /// <param name="mayContradict">Whether items with equal features may have different labels; null where nothing is said.</param>
    /// <exception cref="ArgumentException">Bounds beside classes or out of order, or a share of a class that is none.</exception>
    public LabelSchema(
        IReadOnlyList<string>? classes = null, IReadOnlyList<ClassShare>? shares = null, double? min = null, double? max = null, bool? mayContradict = null)
    {
        if (classes is not null && (min ?? max) is not null) throw new ArgumentException("classes have no range", nameof(min));
        if (min is { } least && !double.IsFinite(least) || max is { } greatest && !double.IsFinite(greatest) || min > max)
            throw new ArgumentException("not a range of finite numbers", nameof(min));
        Classes = classes;
        Shares = shares ?? [];
        if (Shares.Any(share => classes?.Contains(share.Class) != true) || Shares.DistinctBy(share => share.Class).Count() != Shares.Count)
            throw new ArgumentException("a share of a class that is none, or twice", nameof(shares));
        (Min, Max, MayContradict) = (min, max, mayContradict);
    }

    /// <summary>All classes in index order; null where nothing is said.</summary>
    public IReadOnlyList<string>? Classes { get; }

    /// <summary>Expected shares; empty where nothing is said.</summary>
    public IReadOnlyList<ClassShare> Shares { get; }

    /// <summary>Least label of a regression; null for no bound.</summary>
    public double? Min { get; }

    /// <summary>Greatest label of a regression; null for no bound.</summary>
    public double? Max { get; }

    /// <summary>Whether items with equal features may have different labels; null where nothing is said.</summary>
    public bool? MayContradict { get; }
}

/// <summary>The share of a class among the labels, give or take.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Share">In [0, 1].</param>
/// <param name="Tolerance">At least 0; a share just this far off is allowed.</param>
public sealed record ClassShare(string Class, double Share, double Tolerance);
