using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Labels;

/// <summary>Turns label texts into class indices.</summary>
internal static class LabelClasses
{
    /// <param name="where">The file of the labels.</param>
    /// <param name="declared">Null to take the classes from the labels.</param>
    /// <param name="labels">By row of <paramref name="ids"/>; empty where not available.</param>
    public static LabelBook Read(string where, IReadOnlyList<string>? declared, IReadOnlyList<string> ids, IReadOnlyList<string> labels)
    {
        var classes = declared is null ? FromLabels(where, labels) : Declared(declared);
        var indices = labels.Select(label => IndexOf(label, classes)).ToArray();
        CheckKnown(where, classes, ids, labels, indices);
        return new LabelBook(classes, indices);
    }

    /// <summary><see cref="LabelBook.Missing"/> where the label is not available and where it names no class.</summary>
    public static int IndexOf(string label, ClassList classes)
    {
        var index = label.Length == 0 ? LabelBook.Missing : classes.IndexOf(label);
        // A class that bears the name goes first.
        return index < 0 && label == LabelBook.UnsureText ? LabelBook.Unsure : index;
    }

    private static ClassList Declared(IReadOnlyList<string> names)
    {
        var repeated = Repetitions.Of(names);
        if (repeated.Count > 0) throw HoldoutProblems.RepeatedClasses(repeated);
        return names.Count < 2 ? throw HoldoutProblems.TooFewDeclaredClasses(names.Count) : new ClassList(names);
    }

    private static ClassList FromLabels(string where, IReadOnlyList<string> labels)
    {
        // The first ledger entry pins the classes: a class that shows up with a later label would change them.
        if (labels.Contains("")) throw HoldoutProblems.ClassesOfPartialLabels(where);
        var distinct = labels.Where(label => label != LabelBook.UnsureText).Distinct(StringComparer.Ordinal).ToArray();
        return distinct.Length < 2 ? throw HoldoutProblems.TooFewClassesInLabels(where, distinct.Length) : ClassList.FromLabels(distinct);
    }

    private static void CheckKnown(string where, ClassList classes, IReadOnlyList<string> ids, IReadOnlyList<string> labels, int[] indices)
    {
        var wrong = Enumerable.Range(0, labels.Count).Where(row => indices[row] == LabelBook.Missing && labels[row].Length > 0).ToArray();
        if (wrong.Length == 0) return;
        var shown = wrong.Select(row => $"{Listing.Quote(labels[row])} of item {Listing.Quote(ids[row])}").ToArray();
        throw HoldoutProblems.LabelsOutsideClasses(where, shown, classes.Names, Suggestion.DidYouMean(labels[wrong[0]], classes.Names));
    }
}
