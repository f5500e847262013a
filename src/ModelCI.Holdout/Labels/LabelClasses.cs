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
    public static LabelBook Read(string where, IReadOnlyList<string>? declared, ItemIds ids, LabelTexts labels)
    {
        var classes = declared is null ? FromLabels(where, labels) : Declared(declared);
        var indices = labels.Map(label => IndexOf(label, classes));
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

    private static ClassList FromLabels(string where, LabelTexts labels)
    {
        string[] present = [.. labels.Numbers.Distinct().Select(number => labels.Distinct[number])];
        // The first ledger entry pins the classes: a class that shows up with a later label would change them.
        if (present.Contains("")) throw HoldoutProblems.ClassesOfPartialLabels(where);
        var distinct = present.Where(label => label != LabelBook.UnsureText).ToArray();
        return distinct.Length < 2 ? throw HoldoutProblems.TooFewClassesInLabels(where, distinct.Length) : ClassList.FromLabels(distinct);
    }

    private static void CheckKnown(string where, ClassList classes, ItemIds ids, LabelTexts labels, int[] indices)
    {
        var wrong = UnknownLabels.Of(ids, labels, indices);
        if (wrong.Count > 0) throw HoldoutProblems.LabelsOutsideClasses(where, wrong, classes.Names, Suggestion.DidYouMean(UnknownLabels.First(labels, indices), classes.Names));
    }
}
