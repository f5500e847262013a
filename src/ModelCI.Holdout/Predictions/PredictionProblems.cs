using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Predictions;

/// <summary>What can be wrong with files of one model's predictions, with its code.</summary>
internal static class PredictionProblems
{
    public static Problem MissingColumn(string file, string name, IReadOnlyList<string> columns) =>
        new("MCI3071", $"there is no column {Listing.Quote(name)}; the file has {Listing.Of(columns)}", file,
            Suggestion.DidYouMean(name, columns) ?? (name.StartsWith("top_", StringComparison.Ordinal)
                ? "top-k takes the columns top_1, top_2, ...: the classes with the highest scores; `modelci predict` writes them"
                : "the columns are id and prediction; `modelci predict` writes such files"));

    public static ModelCIException NoMatch(string pattern) =>
        new("MCI3077", "no file matches the pattern", pattern, "check the folder; in a shell, put the pattern in quotes");

    public static ModelCIException MissingItems(string file, IReadOnlyList<string> ids, bool isSecret) =>
        new("MCI3078", isSecret ? "some items of the test set have no prediction" : $"items without a prediction: {Listing.Of([.. ids])}", file,
            "predict every item; for shards name all of their files by one pattern");

    public static ModelCIException UnknownItems(string file, IReadOnlyList<string> ids) =>
        new("MCI3078", $"predictions for ids that are not among the items: {Listing.Of([.. ids])}", file, "predict the items of the configured test set");

    /// <param name="row">From 1, the header not counted.</param>
    public static ModelCIException NotANumber(string file, string value, string column, long row) =>
        new("MCI3073", $"{Listing.Quote(value)} in the column {Listing.Quote(column)}, row {row}, is not a finite number", file,
            "holdout.loss makes this a regression: predictions are numbers");

    public static ModelCIException RepeatedRank(string file, string id) =>
        new("MCI3079", $"the item {Listing.Quote(id)} has one class twice in the columns top_1, top_2, ...", file, "write the classes by falling score, each once");
}
