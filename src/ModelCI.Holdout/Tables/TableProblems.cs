using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Tables;

/// <summary>What can be wrong with tables beyond what a CSV file can have, with its code: MCI309x. No message holds a value.</summary>
internal static class TableProblems
{
    private const string Exclude = "write them as numbers, booleans or text, or list them in holdout.exclude";

    public static ModelCIException NotParquet(string file, string message) =>
        new("MCI3090", $"not a Parquet file that can be read: {message}", file, "fetch or write it again");

    public static ModelCIException NotJsonLines(string where) =>
        new("MCI3091", "not JSON lines: every line must be one object, its keys being the columns", where, "in Python: frame.to_json(..., orient='records', lines=True)");

    public static ModelCIException RepeatedKey(string where) => new("MCI3091", "not JSON lines that can be read: an object has a key twice", where, "give every value a key of its own");

    public static ModelCIException NestedTooDeep(string file) =>
        new("MCI3091", "values are nested deeper than any that is read: numbers, texts, and lists of them", file, Exclude);

    public static ModelCIException NotCompressed(string file, string compression) =>
        new("MCI3092", $"the file cannot be unpacked as {compression}: it is something else, damaged or cut off", file, "fetch or write it again");

    /// <param name="columns">Name and type, as shown.</param>
    public static ModelCIException ColumnTypesNotRead(string file, IReadOnlyList<string> columns) =>
        new("MCI3093", $"columns of types that no feature has: {Listing.Plain(columns)}", file, Exclude);

    public static ModelCIException NotExact(string file, string column) =>
        new("MCI3094", $"the column {Listing.Quote(column)} has missing values, and whole numbers beyond 2^53 that no floating-point number holds beside them",
            file, "fill the missing values, write the column as text, or list it in holdout.exclude");

    public static ModelCIException ListWithGaps(string file, string column) =>
        new("MCI3095", $"the column {Listing.Quote(column)} of lists has missing lists or missing elements", file, Exclude);

    public static ModelCIException ListsDiffer(string file, string column, long shortest, long longest) =>
        new("MCI3095", $"the lists of the column {Listing.Quote(column)} have {shortest} to {longest} elements; all must have the same number", file, "pad them, or list the column in holdout.exclude");

    public static ModelCIException ListTooLong(string file, string column, long length) =>
        new("MCI3095", $"the lists of the column {Listing.Quote(column)} have {length} elements; 1 to 100000 are possible", file, "store them as an .npy array, or list the column in holdout.exclude");

    public static ModelCIException SameButForCase(string file, IReadOnlyList<string> names) =>
        new("MCI3096", $"column names that differ in case only, which are not told apart here: {Listing.Of(names)}", file, "rename one of them");

    public static ModelCIException Changed(string file) => new("MCI3097", "the file changed while it was read", file, "run again once nobody writes to it");

    public static ModelCIException NoRoom(string file, string reason) =>
        new("MCI3098", $"the items are kept in a temporary file, which cannot be written: {reason}", file, "make room in the temporary folder, or set TMPDIR to another one");
}
