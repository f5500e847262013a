namespace ModelCI.Core.Configuration;

/// <summary>The labelled test set.</summary>
/// <param name="Name">Names the ledger: <c>[a-z0-9][a-z0-9._-]{0,63}</c>.</param>
/// <param name="Id">Where ids come from.</param>
/// <param name="Inputs">By model input name; empty to map by equal names.</param>
/// <param name="Output">Null to find it.</param>
/// <param name="Classes">Null to take them from the labels.</param>
/// <param name="Exclude">Columns that neither inputs nor slices may see.</param>
/// <param name="Slices">Name to SQL predicate.</param>
/// <param name="Account">Hash of the first entry of the test set's ledger; null where it is not pinned.</param>
/// <param name="Loss">What <c>loss</c> measures, which makes the task a regression; null for a classification.</param>
/// <param name="Schema">What the test set is held against; null for the file at the usual place, if there is one.</param>
public sealed record HoldoutSettings(
    string Name,
    ItemsSource Items,
    IdSource Id,
    LabelsSource Labels,
    IReadOnlyDictionary<string, InputSettings> Inputs,
    OutputSettings? Output,
    IReadOnlyList<string>? Classes,
    IReadOnlyList<string> Exclude,
    IReadOnlyDictionary<string, string> Slices,
    string? Account = null,
    LossSettings? Loss = null,
    string? Schema = null)
{
    /// <summary>Names of the slices by bit of <see cref="Gating.PairedPrediction.Slices"/>: in the order of their declaration.</summary>
    public IReadOnlyList<string> SliceNames => [.. Slices.Keys];
}

/// <summary>The loss of one item, clipped to a range.</summary>
/// <param name="Kind">What is clipped.</param>
/// <param name="Lowest">At least 0.</param>
/// <param name="Highest">Finite, above <paramref name="Lowest"/>.</param>
public sealed record LossSettings(LossKind Kind, double Lowest, double Highest)
{
    // Hundreds of values between the two must be different numbers, whatever coefficient they get.
    private const double LeastRelativeWidth = 1e-6;

    /// <summary>Why two numbers are no range of a loss; null where they are.</summary>
    public static string? WhyNot(double lowest, double highest)
    {
        if (!double.IsFinite(lowest) || !double.IsFinite(highest)) return "both ends must be finite";
        if (lowest < 0) return "a loss is at least 0";
        if (!(highest > lowest)) return "the highest loss must be above the lowest";
        return highest - lowest < LeastRelativeWidth * highest || !double.IsNormal(highest - lowest) ? "the ends are too near to each other" : null;
    }
}

/// <summary>What the loss of a prediction f for a label y is before it is clipped.</summary>
public enum LossKind
{
    /// <summary>|f - y|.</summary>
    Absolute,
    /// <summary>(f - y)^2.</summary>
    Squared,
}

/// <summary>The items' file or files.</summary>
public abstract record ItemsSource
{
    private ItemsSource()
    {
    }

    /// <summary>One table (.csv, .tsv, .parquet, JSON lines) or array (.npy, named by the file's stem), or an archive of arrays (.npz).</summary>
    public sealed record OneFile(string Path) : ItemsSource;

    /// <summary>Several arrays by name.</summary>
    public sealed record Arrays(IReadOnlyDictionary<string, string> Files) : ItemsSource;
}

/// <summary>Where item ids come from.</summary>
public abstract record IdSource
{
    private IdSource()
    {
    }

    /// <summary>Left out: the column "id" if there is one, else the row number from 0.</summary>
    public sealed record Default : IdSource;

    /// <summary>A column of the items.</summary>
    public sealed record Column(string Name) : IdSource;

    /// <summary><c>id: labels</c>: the labels file lists every item in the order of the arrays.</summary>
    public sealed record FromLabels : IdSource;
}

/// <summary>Where labels come from.</summary>
public abstract record LabelsSource
{
    private LabelsSource()
    {
    }

    /// <summary>A CSV with the columns id and label; further columns are not read.</summary>
    public sealed record LabelFile(string Path) : LabelsSource;

    /// <summary>A column of the items; invisible to inputs and slices.</summary>
    public sealed record Column(string Name) : LabelsSource;
}
