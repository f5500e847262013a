namespace ModelCI.Inference.Mapping;

/// <summary>How an output answers.</summary>
internal enum OutputKind
{
    /// <summary>The class itself: integers, bools or text, one per row.</summary>
    Label,
    /// <summary>One score per class; the highest decides.</summary>
    Scores,
    /// <summary>The probability of class 1; at least the threshold decides for it.</summary>
    Threshold,
    /// <summary>The number that a regression predicts.</summary>
    Number,
}
