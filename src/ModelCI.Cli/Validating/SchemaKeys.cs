using ModelCI.Core.Validation;
using static ModelCI.Cli.Configuration.Declaration.ValueShape;

namespace ModelCI.Cli.Validating;

/// <summary>Everything that a schema of a test set may contain.</summary>
internal static class SchemaKeys
{
    public const string Allowed = "allowed";
    public const string Forbidden = "forbidden";
    public const string Optional = "optional";

    private static readonly Word MayBe = new([Forbidden, Allowed]);

    private static readonly Number Bound = new();

    private static readonly Mapping Column = new([
        new("type", new Word(TypeWord.All), "Type of one element.") { Required = true, Example = "float32" },
        new("shape", new ListOf(new Integer(1), "a list of whole numbers of at least 1"), "Shape of one item's value; left out: one value per item.") { Example = "[28, 28]" },
        new("presence", new Word(["required", Optional]), "Whether the items must have the column.") { Default = "required" },
        new("min", Bound, "Least value; left out: no bound.") { Example = "0" },
        new("max", Bound, "Greatest value; left out: no bound.") { Example = "255" },
        new("categories", new ListOf(new Text("a value"), "a list of values", Minimum: 1, Unique: true), "All values of text or whole numbers; left out: any.")
            { Example = "[Female, Male]" },
        new("missing", Bound, "Largest share of items without a value (NaN, or the empty text); left out: any.") { Example = "0.05" },
    ]);

    private static readonly Mapping Share = new([
        new("share", Bound, "Expected share of the labels.") { Required = true, Example = "0.24" },
        new("tolerance", Bound, "How far off it may be.") { Required = true, Example = "0.02" },
    ]);

    private static readonly Mapping Labels = new([
        new("classes", new ListOf(new Text("the name of a class"), "a list of at least two classes", Minimum: 2, Unique: true), "All classes, in the order of the scores.")
            { Example = "[no, yes]" },
        new("balance", new Named("a mapping of classes to shares", "the name of a class", Share), "Shares of the classes, looked at where every item has its label."),
        new("min", Bound, "Least label of a regression; left out: no bound.") { Example = "0" },
        new("max", Bound, "Greatest label of a regression; left out: no bound.") { Example = "1" },
        new("contradictions", MayBe, "Items with equal features and different labels; left out: they are worth a warning.") { Example = "forbidden" },
    ]);

    public static readonly Mapping Root = new([
        new("version", new Integer(1, 1), "Version of this file's format.") { Required = true, Example = "1" },
        new("items", new Mapping([
            new("duplicates", MayBe, "Items with equal features under different ids; left out: they are worth a warning.") { Example = "forbidden" },
        ]), "The items as a whole."),
        new("columns", new Named("a mapping of columns or arrays to what they are", "the name of a column or an array", Column), "The columns or arrays of the items.")
            { Required = true },
        new("labels", Labels, "The labels."),
    ]);
}
