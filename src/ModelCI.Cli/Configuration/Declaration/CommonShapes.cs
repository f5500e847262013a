using static ModelCI.Cli.Configuration.Declaration.ValueShape;

namespace ModelCI.Cli.Configuration.Declaration;

/// <summary>Shapes that occur at several keys.</summary>
internal static class CommonShapes
{
    private const string GitPath = @"git:[^:\s-][^:]*:[^:/\s]";

    public static readonly Text Path = new("a path");

    public static readonly Text ModelPath = new(
        "a path or git:<revision>:<path relative to the repository's root>", $@"^(?!git:|(base|none)$).*\S|^{GitPath}");

    public static readonly Text BaselinePath = new(
        "base, none, a path or git:<revision>:<path relative to the repository's root>", $@"^(?!git:).*\S|^{GitPath}");

    private static readonly Text BaselineModelPath = new(
        "base, a path or git:<revision>:<path relative to the repository's root>", $@"^(?!git:|none$).*\S|^{GitPath}");

    private static readonly Text Column = new("the name of a column or an array");

    private static readonly ListOf Columns = new(Column, "a list of columns", Minimum: 1);

    private static readonly ListOf ItemShape = new(new Integer(1), "a list of whole numbers of at least 1");

    public static readonly Either Output = new([
        new Text("the name of a model output"),
        new Mapping([
            new("name", new Text("the name of a model output"), "The model output that decides.") { Required = true, Example = "logits" },
            new("threshold", new Number(0, 1), "For [N,1] probabilities of class 1: class 1 where the score is at least this.") { Example = "0.5" },
        ]),
    ]);

    public static readonly Named Inputs = new("a mapping of model inputs to columns or arrays", "the name of a model input", new Either([
        Column,
        Columns,
        new Mapping([
            new("from", new Either([Column, Columns]), "The column, columns or array; left out: the one that bears the input's name.") { Example = "images" },
            new("scale", new Number(NotZero: true), "Factor on the values where the model's input is a float type.") { Example = "0.00392156862745098" },
            new("shape", ItemShape, "Shape of one item's value.") { Example = "[1, 28, 28]" },
        ]),
    ]));

    public static Either Model(Text plain) => new([
        plain,
        new Mapping([
            new("model", plain == BaselinePath ? BaselineModelPath : plain, "Where the model file is.") { Required = true, Example = "models/classifier.onnx" },
            new("inputs", Inputs, "Replaces holdout.inputs for this model."),
            new("output", Output, "Replaces holdout.output for this model."),
        ]),
    ]);
}
