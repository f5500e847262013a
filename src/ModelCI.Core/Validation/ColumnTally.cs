namespace ModelCI.Core.Validation;

/// <summary>What a pass over some rows of a column brings up. Bounded in size, whatever the column holds.</summary>
internal sealed class ColumnTally(ColumnSchema? rules, bool collectsCategories)
{
    /// <summary>More distinct values are no categories.</summary>
    public const int MostCategories = 100;

    private readonly double _least = rules?.Min ?? double.NegativeInfinity;
    private readonly double _greatest = rules?.Max ?? double.PositiveInfinity;
    private readonly HashSet<string>? _allowedTexts = rules?.Categories?.ToHashSet(StringComparer.Ordinal);
    private readonly List<string> _newCategories = [];
    private HashSet<string>? _texts = collectsCategories ? new(StringComparer.Ordinal) : null;
    private string? _text;

    /// <summary>Of all elements but NaN; above <see cref="Max"/> where there is none.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Of all elements but NaN.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>With a NaN, or the empty text.</summary>
    public Offenders Missing { get; } = new();

    public Offenders Infinite { get; } = new();

    public Offenders OutOfRange { get; } = new();

    public Offenders OtherCategory { get; } = new();

    /// <summary>The first few values that the rules do not list.</summary>
    public IReadOnlyList<string> NewCategories => _newCategories;

    /// <summary>Whether any element is there.</summary>
    public bool HasValues => Min <= Max || _text is not null;

    /// <summary>Whether two different values were met, or some are missing.</summary>
    public bool IsVaried { get; private set; }

    /// <summary>The distinct texts; null where they were not collected or are too many.</summary>
    public IReadOnlyCollection<string>? Texts => _texts;

    /// <summary>Takes the least and greatest element of a row that are not NaN; infinities the wrong way round where there is none.</summary>
    public void AddNumbers(int row, double least, double greatest, bool hasMissing)
    {
        if (least < Min) Min = least;
        if (greatest > Max) Max = greatest;
        if (hasMissing) Missing.Add(row);
        if (least == double.NegativeInfinity || greatest == double.PositiveInfinity) Infinite.Add(row);
        if (least < _least || greatest > _greatest) OutOfRange.Add(row);
    }

    public void AddText(int row, ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            Missing.Add(row);
            return;
        }
        if (_text is null) _text = text.ToString();
        else if (!IsVaried && !text.SequenceEqual(_text)) IsVaried = true;
        if (_texts is not null && _texts.GetAlternateLookup<ReadOnlySpan<char>>().Add(text) && _texts.Count > MostCategories) _texts = null;
        if (_allowedTexts is not null && !_allowedTexts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text)) AddOther(row, text.ToString());
    }

    /// <summary>Takes a value that the rules do not list.</summary>
    public void AddOther(int row, string value)
    {
        OtherCategory.Add(row);
        if (_newCategories.Count < Finding.MostItems && !_newCategories.Contains(value)) _newCategories.Add(value);
    }

    /// <summary>Adds a pass over rows behind all that are here.</summary>
    public void Add(ColumnTally later)
    {
        IsVaried |= later.IsVaried || (_text is not null && later._text is not null && _text != later._text);
        (Min, Max) = (Math.Min(Min, later.Min), Math.Max(Max, later.Max));
        Missing.Add(later.Missing);
        Infinite.Add(later.Infinite);
        OutOfRange.Add(later.OutOfRange);
        OtherCategory.Add(later.OtherCategory);
        _newCategories.AddRange(later._newCategories.Except(_newCategories).Take(Finding.MostItems - _newCategories.Count).ToArray());
        _text ??= later._text;
        if (later._texts is null) _texts = null;
        _texts?.UnionWith(later._texts!);
        if (_texts?.Count > MostCategories) _texts = null;
    }

    /// <summary>The one value of all items; null where they differ, some are missing, or doubles are too coarse to tell.</summary>
    public string? Constant()
    {
        if (!HasValues || IsVaried || Missing.Count > 0) return null;
        if (_text is not null) return $"'{_text}'";
        return Min == Max && Math.Abs(Min) < 1L << 53 ? NumberPhrase.Of(Min) : null;
    }
}
