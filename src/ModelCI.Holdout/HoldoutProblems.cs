using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>
/// Every mistake that a holdout can have, with its code: MCI300x files, 301x tables, 302x arrays, 303x and 304x columns and ids, 305x labels,
/// 306x classes, 307x prediction files, 308x answers of labellers (in Labels/AnswerProblems), 309x tables with types (in Tables/TableProblems), 330x archives
/// (in Arrays/ArchiveProblems), 320x slices (in Slices/SliceProblems). No message holds the label of an item, except where that label is itself the mistake.
/// </summary>
internal static class HoldoutProblems
{
    private const string IdKey = "holdout.id";

    public static ModelCIException FileNotFound(string file, string? nearest) =>
        new("MCI3001", "the file does not exist",
            file, nearest is null ? "check the path; those in modelci.yml are relative to its folder" : $"did you mean '{nearest}'?");

    public static ModelCIException IsFolder(string file) => new("MCI3002", "a folder was given where a file is needed", file);

    public static ModelCIException Unreadable(string file, string reason) => new("MCI3003", $"the file cannot be read: {reason}", file);

    public static ModelCIException LfsPointer(string file) =>
        new("MCI3004", "this is a Git LFS pointer, not the file itself", file, "run 'git lfs pull' (actions/checkout: 'lfs: true')");

    public static ModelCIException ItemsEnding(string file) =>
        new("MCI3005", $"items are read from {TableFormat.Endings}, .npy arrays and .npz archives, sealed or not",
            file, "convert the file, or give it the ending of what it holds");

    public static ModelCIException ArrayEnding(string file) => new("MCI3005", "a mapping of items holds .npy and .npz files only, sealed or not", file);

    public static ModelCIException LabelsEnding(string file) =>
        new("MCI3006", $"labels are read from {TableFormat.Endings} with the columns id and label, and from what `modelci holdout seal` makes of them",
            file, "convert the file, or give it the ending of what it holds");

    public static ModelCIException AnswersEnding(string file) =>
        new("MCI3006", $"answers are taken from {TableFormat.Endings} with the columns id and label", file);

    public static ModelCIException EmptyFile(string file) =>
        new("MCI3010", "the file is empty, or a pipe or a device, which is not read", file, "fetch or write it again");

    public static ModelCIException NotUtf8(string file) => new("MCI3011", "the file is not UTF-8 text", file, "save it as UTF-8");

    public static ModelCIException MalformedHeader(string file, string reason) =>
        new("MCI3012", $"the line of column names: {reason}", $"{file}:1");

    public static ModelCIException UnnamedColumns(string where, IReadOnlyList<string> positions) =>
        new("MCI3013", $"columns without a name, at position {Listing.Plain(positions)}", where, "name them, or take a comma too many away");

    public static ModelCIException RepeatedColumns(string where, IReadOnlyList<string> names) =>
        new("MCI3014", $"column names that occur more than once: {Listing.Of(names)}", where);

    public static ModelCIException OtherSeparator(string file, string header, bool isCommas) =>
        new("MCI3015", $"one column, {Listing.Quote(header)}; the fields of a {(isCommas ? ".csv file are separated by commas" : ".tsv file are separated by tabs")}",
            $"{file}:1", isCommas ? "save it with commas" : "save it with tabs, or as .csv");

    public static ModelCIException RaggedRow(string where, string expected, string found) =>
        new("MCI3016", $"fields in this row: {found}; columns that the header names: {expected}",
            where, "quote fields that hold a comma or a line end");

    public static ModelCIException OpenQuote(string where) =>
        new("MCI3017", "a quoted field is never closed, or goes on after its closing quote", where, "double the quotes within a field");

    public static ModelCIException MalformedTable(string where) =>
        new("MCI3018", "not a well-formed CSV file (RFC 4180)", where, "look for a stray quote and for mixed line ends");

    public static ModelCIException RowTooLong(string where, int bytes) =>
        new("MCI3018", $"a row of more than {bytes} bytes", where, "look for a quote that is never closed; store larger items as arrays");

    public static ModelCIException NoRows(string file) => new("MCI3019", "the file has no rows, at most column names", file, "where it has some: take line ends out of the column names");

    public static ModelCIException NotAnArray(string file, string reason) =>
        new("MCI3020", $"not a .npy file that can be read: {reason}", file, "write it again with numpy.save");

    public static ModelCIException Objects(string file) =>
        new("MCI3021", "elements of type '|O' are Python objects in a pickle, which could run any code and is never loaded", file, "save with array.astype(...) as numbers");

    public static ModelCIException ElementTypeNotRead(string file, string type) =>
        new("MCI3021", $"elements of type {Listing.Quote(type)}; float16 to float64, int8 to int64, uint8 to uint64 and bool are read",
            file, "save numbers with array.astype(...); texts belong into a table");

    public static ModelCIException WrongSize(string file, long expected, long found) =>
        new("MCI3022", $"the header announces {expected} bytes of elements, the file holds {found}",
            file, "the file was cut off or damaged: fetch or write it again");

    public static ModelCIException NoItemAxis(string file) =>
        new("MCI3023", "an array without axes; the leading axis counts the items", file);

    public static ModelCIException NoItems(string file) => new("MCI3024", "the leading axis has length 0: no items", file);

    public static ModelCIException EmptyAxis(string file, IEnumerable<long> shape) =>
        new("MCI3025", $"an axis of length 0 in shape ({string.Join(", ", shape)})", file);

    public static ModelCIException ShapeTooLarge(string file, IEnumerable<long> shape) =>
        new("MCI3026", $"shape ({string.Join(", ", shape)}) has more than 2147483591 items, or as many bytes in one item", file);

    public static ModelCIException AllExcluded(string source) =>
        new("MCI3029", $"all arrays of {source} are excluded", "holdout.exclude");

    public static ModelCIException AxesDiffer(IEnumerable<string> arrays) =>
        new("MCI3028", $"the arrays differ in their number of items: {string.Join(", ", arrays)}", "holdout.items");

    /// <summary>One of several that are raised together.</summary>
    public static Problem UnknownColumn(string key, string name, string file, IReadOnlyList<string> columns) =>
        new("MCI3030", $"'{name}' is not among the columns of {file}: {Listing.Of(columns)}", key, Suggestion.DidYouMean(name, columns));

    public static ModelCIException IdColumnOfArrays(string name) =>
        new("MCI3031", $"'{name}' names a column, but the items are arrays",
            IdKey, "leave 'id' out (row numbers), or write 'id: labels' if the labels file lists the items in the arrays' order");

    public static ModelCIException LabelColumnOfArrays(string name) =>
        new("MCI3032", $"'{name}' names a column, but the items are arrays",
            "holdout.labels", "give a .csv file with the columns id and label");

    public static ModelCIException IdsOfTableFromLabels(string file) =>
        new("MCI3033", $"'id: labels' is for arrays; {file} is a table, and its rows are joined by id, never by position",
            IdKey, "name the table's id column");

    public static ModelCIException RowCountsDiffer(string labelsFile, int labels, int items) =>
        new("MCI3034", $"{labels} rows of labels for {items} items; 'id: labels' takes one row per item, in the order of the arrays",
            labelsFile, "list items without a label with an empty label");

    public static ModelCIException EmptyIds(string file, int count) => new("MCI3040", $"rows with an empty id: {count}", file);

    public static ModelCIException RepeatedIds(string file, IReadOnlyList<string> ids) =>
        new("MCI3041", $"ids that occur more than once: {Listing.Of(ids)}", file);

    public static ModelCIException UnknownIds(string file, IReadOnlyCollection<string> ids, string? fix) =>
        new("MCI3050", $"ids that are not among the items: {Listing.Of(ids)}", file, fix);

    /// <param name="labels">Id and label, as shown.</param>
    public static ModelCIException LabelsOutsideClasses(string where, IReadOnlyList<string> labels, IReadOnlyList<string> classes, string? fix) =>
        new("MCI3051", $"labels outside the classes ({Listing.Of(classes)}): {Listing.Plain(labels)}", where, fix ?? "correct them, leave empty what is not known, or list the class in holdout.classes");

    public static ModelCIException RepeatedClasses(IReadOnlyList<string> classes) =>
        new("MCI3060", $"classes that are listed more than once: {Listing.Of(classes)}", "holdout.classes");

    public static ModelCIException TooFewDeclaredClasses(int count) =>
        new("MCI3061", $"classes declared: {count}; at least two are needed", "holdout.classes");

    public static ModelCIException TooFewClassesInLabels(string where, int count) =>
        new("MCI3062", $"different labels so far: {count}; at least two classes are needed",
            where, "declare all of them in holdout.classes");

    public static ModelCIException ClassesOfPartialLabels(string where) =>
        new("MCI3063", "some items have no label yet, so the classes cannot be taken from the labels",
            where, "declare all classes in holdout.classes, in the order of the models' scores");

    /// <param name="labels">Id and label, as shown.</param>
    public static ModelCIException LabelsNotNumbers(string where, IReadOnlyList<string> labels) =>
        new("MCI3064", $"labels that are not finite numbers: {Listing.Plain(labels)}",
            where, $"write 1234.5 or 1.2e3; a label that is not known yet is empty, one that nobody knows '{Core.Items.LabelBook.UnsureText}'");

    public static ModelCIException PredictionsEnding(string file) =>
        new("MCI3070", $"predictions are read from {TableFormat.Endings}",
            file, "convert the file, or give it the ending of what it holds");

    /// <summary>One of several that are raised together.</summary>
    public static Problem MissingColumn(string file, string name, IReadOnlyList<string> columns) =>
        new("MCI3071", $"there is no column {Listing.Quote(name)}; the file has {Listing.Of(columns)}",
            file, Suggestion.DidYouMean(name, columns) ?? "the columns are candidate, baseline, label, and optionally replicate and one per slice");

    /// <param name="row">From 1, the header not counted.</param>
    public static ModelCIException EmptyCell(string file, string column, long row) =>
        new("MCI3072", $"the column {Listing.Quote(column)} is empty in row {row}; only a label may be missing", file);

    /// <param name="row">From 1, the header not counted.</param>
    public static ModelCIException ValueOutsideClasses(string file, string value, string column, long row, IReadOnlyList<string> classes) =>
        new("MCI3073", $"{Listing.Quote(value)} in the column {Listing.Quote(column)}, row {row}, is not among the classes ({Listing.Of(classes)})",
            file, Suggestion.DidYouMean(value, classes));

    public static ModelCIException SameNumber(string file, IReadOnlyList<string> texts) =>
        new("MCI3074", $"values that are the same number and different texts: {Listing.Of(texts)}",
            file, "write classes the same way in all columns (a column with missing integers: pandas writes 3.0, astype('Int64') writes 3)");

    /// <param name="row">From 1, the header not counted.</param>
    public static ModelCIException NotBoolean(string file, string column, long row, string value) =>
        new("MCI3075", $"the slice {Listing.Quote(column)} is {Listing.Quote(value)} in row {row}; it must be true or false (1 or 0)", file);

    /// <param name="row">From 1, the header not counted.</param>
    public static ModelCIException NoNumber(string file, string value, string column, long row) =>
        new("MCI3073", $"{Listing.Quote(value)} in the column {Listing.Quote(column)}, row {row}, is not a finite number", file,
            "with --loss predictions and labels are numbers");

    /// <param name="row">From 1, the header not counted.</param>
    public static ModelCIException RepeatedRank(string file, string column, long row) =>
        new("MCI3079", $"the column {Listing.Quote(column)} repeats a class of a higher rank in row {row}", file, "write the classes by falling score, each once");

    public static ModelCIException TooFewClassesInPredictions(string file, IReadOnlyList<string> values) =>
        new("MCI3076", $"candidate, baseline and label hold one value only, {Listing.Of(values)}; at least two classes are needed",
            file, "list all classes with --classes");
}
