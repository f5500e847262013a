using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Labels;

/// <summary>What can be wrong with the answers of labellers, with its code. No message holds the label of an item, unless that label is itself the mistake.</summary>
internal static class AnswerProblems
{
    public static Problem EmptyIds(string file, int count) => new("MCI3040", $"rows with an empty id: {count}", file);

    public static Problem UnknownIds(string file, IReadOnlyList<string> ids, IReadOnlyList<string> items) =>
        new("MCI3080", $"answers for ids that are not among the items: {Listing.Of(ids)}", file, LabelJoin.NearestIds(ids, items));

    public static Problem RepeatedIds(string file, IReadOnlyList<string> ids) =>
        new("MCI3081", $"ids that are answered more than once: {Listing.Of(ids)}", file, "leave one row of each");

    public static Problem OutsideClasses(string file, IReadOnlyList<(string Id, string Label)> answers, IReadOnlyList<string> classes) =>
        new("MCI3082",
            $"answers outside the classes ({Listing.Of(classes)}): {Answers(answers)}",
            file, Suggestion.DidYouMean(answers[0].Label, [.. classes, LabelBook.UnsureText]) ?? $"an item that nobody can label is answered '{LabelBook.UnsureText}'");

    public static Problem NotNumbers(string file, IReadOnlyList<(string Id, string Label)> answers) =>
        new("MCI3082", $"answers that are not finite numbers: {Answers(answers)}", file, $"write 1234.5 or 1.2e3; an item that nobody can label is answered '{LabelBook.UnsureText}'");

    public static Problem Changed(string file, IReadOnlyList<string> ids) =>
        new("MCI3083", $"answers that differ from the label that is there: {Listing.Of(ids)}",
            file, "take them out; a label that was found wrong is not corrected: start another test set with `modelci holdout rotate`");

    public static ModelCIException LabelColumn(string name) =>
        new("MCI3084", $"the labels are the column '{name}' of the items, which no import writes to",
            "holdout.labels", "give labels bought one by one a file of their own: `labels: labels.csv` with the columns id and label");

    public static ModelCIException LabelsFormat(string file) =>
        new("MCI3086", "labels are written into .csv files only, plain or sealed", file, "keep labels that are bought one by one in a .csv file with the columns id and label");

    public static ModelCIException NotEditable(string file) =>
        new("MCI3085", "the file's rows cannot be told apart well enough to write into them",
            file, "save it as plain CSV: commas, double quotes, one line end throughout");

    private static string Answers(IReadOnlyList<(string Id, string Label)> answers) =>
        Listing.Plain([.. answers.Select(answer => $"{Listing.Quote(answer.Label)} of item {Listing.Quote(answer.Id)}")]);
}
