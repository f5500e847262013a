using ModelCI.Core.Accounting;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Holdouts;

/// <summary>What keeps a test set from being extended or rotated, with its code: MCI405x.</summary>
internal static class LifeProblems
{
    public static ModelCIException NoAccount(string testSet) => new(
        "MCI4050", $"the test set '{testSet}' has no account yet: the first `modelci test` begins it, with all items that are there then",
        "holdout.name", "edit holdout in modelci.yml: there is nothing to be counted on");

    public static ModelCIException Retired(string testSet, string? successor) => new(
        "MCI4051", $"the test set '{testSet}' is retired{(successor is null ? "" : $": '{successor}' has taken over")}",
        "holdout.name", successor is null ? "start another one with `modelci holdout rotate`" : $"write name: {successor} and its items and labels");

    public static ModelCIException SameName(string testSet) => new(
        "MCI4052", $"'{testSet}' is the name of the test set that is to be replaced", "NEW-NAME", "give the new test set, and so its account, another name");

    public static ModelCIException NameTaken(string testSet) => new(
        "MCI4053", $"there is an account of a test set '{testSet}' already", "NEW-NAME", "take a name that no test set of this repository had");

    public static ModelCIException NoNewFile(string option, string key) => new(
        "MCI4054", $"{key} of the new test set is not said", option, $"name it with {option}; a rotation to items that were used already would be none");

    public static ModelCIException SameFile(string option, string file) => new(
        "MCI4054", $"'{file}' is a file of the old test set", option, "leave the old files as they are, and put the new ones beside them under other names or in another folder");

    public static ModelCIException NoLabelsFile(string column) => new(
        "MCI4055", $"the labels are the column '{column}' of the items", "--labels", "leave it out: the new items bring their labels along");

    public static Problem NotAnArray(string given, IEnumerable<string> names) => new(
        "MCI4055", $"'{given}' is not NAME=FILE with one of the arrays {string.Join(", ", names)}", "--items", "give --items once for each array");

    /// <summary>One of several that are raised together.</summary>
    public static Problem NoColumn(string key, string name, IEnumerable<string> columns) => new(
        "MCI4056", $"{key} takes '{name}', which the new items do not have: {string.Join(", ", columns.Take(10))}", "--items",
        Suggestion.DidYouMean(name, columns) ?? "name the columns as before; an array is named by its file: keep that name, in another folder");

    /// <summary>Who has taken over from a test set; null where it was not rotated.</summary>
    public static string? SuccessorOf(Ledger ledger) => ledger.Entries.OfType<RetireEntry>().LastOrDefault(entry => entry.Reason == Retirement.Rotated)?.Successor;
}
