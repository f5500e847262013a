namespace ModelCI.Inference.Client;

/// <summary>What one model says about a batch, in arrays that every batch reuses.</summary>
internal sealed class BatchAnswers
{
    public int Rows { get; private set; }

    /// <summary>By row; empty in a regression.</summary>
    public int[] Classes { get; private set; } = [];

    /// <summary>By row; empty in a classification.</summary>
    public double[] Numbers { get; private set; } = [];

    /// <summary>The classes with the highest scores of one row after the other; empty where nobody asks.</summary>
    public int[] Rankings { get; private set; } = [];

    public int Ties { get; set; }

    public int LabelDiffers { get; set; }

    /// <summary>Whether all scores or numbers since the models were bound are the same; false where there are none.</summary>
    public bool IsConstant { get; set; }

    /// <param name="depth">Classes per ranking, or 0.</param>
    public void Reset(int rows, bool isRegression, int depth)
    {
        Rows = rows;
        Classes = isRegression ? [] : AtLeast(Classes, rows);
        Numbers = isRegression ? AtLeast(Numbers, rows) : [];
        Rankings = AtLeast(Rankings, rows * depth);
        (Ties, LabelDiffers, IsConstant) = (0, 0, false);
    }

    private static T[] AtLeast<T>(T[] array, int length) => array.Length >= length ? array : new T[length];
}
