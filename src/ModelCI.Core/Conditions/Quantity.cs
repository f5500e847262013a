using System.Globalization;

namespace ModelCI.Core.Conditions;

/// <summary>The two models that a condition compares.</summary>
public enum ModelRole
{
    /// <summary>n, the model under test.</summary>
    Candidate,
    /// <summary>o, the model in production.</summary>
    Baseline,
}

/// <summary>What is measured.</summary>
public enum Metric
{
    /// <summary>Share of items answered correctly (<c>n</c>, <c>o</c>, <c>accuracy(n)</c>).</summary>
    Accuracy,
    /// <summary>Share of items on which the two models answer differently (<c>d</c>).</summary>
    Disagreement,
    /// <summary>Of the items of a class, the share predicted as it.</summary>
    Recall,
    /// <summary>Of the items predicted as a class, the share that belong to it.</summary>
    Precision,
    /// <summary>Harmonic mean of precision and recall of a class.</summary>
    F1,
    /// <summary>Share of items whose class is among the k highest scores.</summary>
    TopK,
    /// <summary>Mean of a bounded per-item loss.</summary>
    Loss,
}

/// <summary>A metric of one model (or of the pair, for disagreement), over all items or a slice.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Model">Whose; null for disagreement, which belongs to the pair.</param>
/// <param name="Argument">The class of recall, precision and F1, the k of top-k; null for the others.</param>
/// <param name="Slice">Name of the slice; null for all items.</param>
public sealed record Quantity(Metric Metric, ModelRole? Model, string? Argument, string? Slice)
{
    /// <summary>The k of top-k; null for other metrics.</summary>
    public int? K => Metric == Metric.TopK ? int.Parse(Argument!, CultureInfo.InvariantCulture) : null;

    /// <summary>Canonical text in the condition language; <c>accuracy(n)</c> is written <c>n</c>.</summary>
    public override string ToString()
    {
        var letter = Model == ModelRole.Candidate ? "n" : "o";
        var name = Metric switch
        {
            Metric.Accuracy => letter,
            Metric.Disagreement => "d",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"{Metric.ToString().ToLowerInvariant()}({letter}{(Argument is null ? "" : ", " + QuoteArgument(Argument))})"),
        };
        return Slice is null ? name : $"{name}[{Slice}]";
    }

    // Only what the lexer reads as one word or one short whole number goes without quotes: "1e999" or ".5" would not parse back.
    private static string QuoteArgument(string argument)
    {
        var isWord = argument.Length > 0 && (char.IsLetter(argument[0]) || argument[0] == '_')
            && argument.All(c => char.IsLetterOrDigit(c) || c == '_');
        var isNumber = argument.Length is > 0 and < 16 && argument.All(char.IsAsciiDigit);
        return isWord || isNumber ? argument : $"'{argument}'";
    }
}
