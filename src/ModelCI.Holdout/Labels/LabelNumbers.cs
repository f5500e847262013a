using System.Globalization;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Labels;

/// <summary>Turns the label texts of a regression into numbers.</summary>
internal static class LabelNumbers
{
    /// <param name="where">The file of the labels.</param>
    /// <param name="labels">By row of <paramref name="ids"/>; empty where not available.</param>
    public static LabelBook Read(string where, ItemIds ids, LabelTexts labels)
    {
        var numbers = new NumberTable();
        var indices = labels.Map(label => IndexOf(label, numbers));
        var wrong = UnknownLabels.Of(ids, labels, indices);
        return wrong.Count == 0 ? new LabelBook(numbers, indices) : throw HoldoutProblems.LabelsNotNumbers(where, wrong);
    }

    /// <summary><see cref="LabelBook.Missing"/> where the label is not available and where it is no finite number.</summary>
    public static int IndexOf(string label, NumberTable numbers)
    {
        if (label == LabelBook.UnsureText) return LabelBook.Unsure;
        return double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? numbers.IndexOf(number)
            : LabelBook.Missing;
    }
}
