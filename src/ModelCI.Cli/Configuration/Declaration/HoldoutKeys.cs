using ModelCI.Core.Items;
using static ModelCI.Cli.Configuration.Declaration.ValueShape;

namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>The keys under <c>holdout</c>.</summary>
internal static class HoldoutKeys
{
    private static readonly Text Column = new("the name of a column");

    private static readonly Mapping Loss = new([
        new("kind", new Word(["absolute", "squared"]), "The loss of one item.") { Required = true, Example = "absolute" },
        new("range", new ListOf(new Number(), "a list of two numbers, lowest and highest", 2, 2), "The range that contains every loss.")
            { Required = true, Example = "[0, 1]" },
    ]);

    public static readonly Mapping All = new([
        new("name",
            // It names a git ref: no "..", and neither "." nor ".lock" at the end.
            new Text(
                "1 to 64 lower-case letters, digits, '.', '_' or '-', the first a letter or digit, without '..' and without '.' or '.lock' at the end",
                @"^[a-z0-9](?:[a-z0-9_-]|\.(?!\.|lock$|$)){0,63}$"),
            "The test set's name: its ledger and its account.") { Required = true, Example = "fashion-2026-11" },
        new("items",
            new Either([CommonShapes.Path, new Named("a mapping of arrays to files", "the name of an array", CommonShapes.Path, Minimum: 1)]),
            "The items: one table or array, or several arrays by name.") { Required = true, Example = "holdout/images.npy" },
        new("id", Column, "The column of the items that names them, or 'labels': the labels file lists every item in the order of the arrays.")
            { Example = "item_id" },
        new("labels",
            new Either([CommonShapes.Path, new Mapping([new("column", Column, "A label column of the items.") { Required = true, Example = "income" }])]),
            "The labels: a CSV with the columns id and label, or a column of the items.") { Required = true, Example = "holdout/labels.csv" },
        new("inputs", CommonShapes.Inputs, "Which columns or array feed which model input; left out: by equal names."),
        new("output", CommonShapes.Output, "The model output that decides; left out: the label output if there is one, else argmax over the scores.")
            { Example = "logits" },
        new("classes", new ListOf(new Text("the name of a class"), "a list of at least two classes", Minimum: 2, Unique: true),
            "The classes in the order of the scores; left out: taken from the labels.") { Example = "[no, yes]" },
        new("slices",
            new Named("a mapping of slice names to SQL predicates", "a letter, then letters, digits, '_' or '-'",
                new Text("an SQL predicate over the item columns", ManyLines: true), "^[A-Za-z][A-Za-z0-9_-]*$", Maximum: SliceTable.Most),
            "Parts of the items that the condition can speak of."),
        new("exclude", new ListOf(Column, "a list of columns", Unique: true), "Columns that neither inputs nor slices may see.") { Example = "[emotion]" },
        new("loss", Loss, "What loss(n) and loss(o) measure."),
        new("account", new Text("the hash of the account's first entry: 64 hexadecimal digits", "^[0-9a-f]{64}$"),
            "Pins the account to its first entry."),
        new("schema", CommonShapes.Path, "What items and labels are held against; left out: holdout/schema.yml, if there is one.") { Example = "holdout/schema.yml" },
    ]);
}
