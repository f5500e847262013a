using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference;

/// <summary>
/// MCI2xxx problems of model files and inputs. Developers read these before anything is paid for: they never hold an item's id, a value of an
/// item's feature or a count over the test set.
/// </summary>
internal static class ModelProblems
{
    public static Problem Missing(ModelSource source) =>
        new("MCI2001", $"there is no file '{source.DisplayPath}'", source.Where, "check the path; it is relative to the folder of modelci.yml");

    public static Problem Unreadable(ModelSource source, string reason) =>
        new("MCI2001", $"'{source.DisplayPath}' cannot be read: {reason}", source.Where, "check the file, its permissions and where its links lead");

    public static Problem Empty(ModelSource source) =>
        new("MCI2002", $"'{source.DisplayPath}' is empty, or a pipe or a device, which is not read", source.Where, "export the model again");

    public static Problem NotOnnx(ModelSource source, string reason) =>
        new("MCI2002", $"'{source.DisplayPath}' is no ONNX model: {reason}", source.Where, "export the model again and check it with onnx.checker");

    public static Problem LfsPointer(ModelSource source) =>
        new("MCI2002", $"'{source.DisplayPath}' is a Git LFS pointer, not the model", source.Where, "run 'git lfs pull', or check out with 'lfs: true'");

    public static Problem Escapes(ModelSource source, string location) =>
        new("MCI2015", $"'{source.DisplayPath}' keeps weights in '{OnnxRuntimeText.Readable(location, 200)}', which leads out of its folder", source.Where,
            "put the file beside the model, not through a symbolic link, and export the model again; files elsewhere are not read");

    public static Problem Changed(ModelSource source) =>
        new("MCI2016", $"'{source.DisplayPath}' was written to while it was loaded, so it is not known what was measured", source.Where,
            "wait until whatever writes it is done, and run again");

    public static Problem NotLoadable(ModelSource source, string reason) =>
        new("MCI2002", $"ONNX Runtime cannot load '{source.DisplayPath}': {reason}", source.Where, LoadFix(reason));

    public static Problem UnknownInput(ModelSource source, string name, IReadOnlyList<ValueDescription> inputs) =>
        new("MCI2003", $"'inputs' names '{name}', but the model's inputs are {ProblemText.List(inputs)}", source.Where,
            Suggestion.DidYouMean(name, inputs.Select(input => input.Name)) ?? "models with other names get their own 'inputs' under candidate or baseline");

    public static Problem UnknownColumn(
        ModelSource source, ValueDescription input, string name, bool isWritten, IReadOnlyList<FeatureColumn> columns) =>
        new("MCI2003",
            isWritten
                ? $"inputs.{input.Name}.from names '{name}', but the items' columns are {ProblemText.Names(columns.Select(column => column.Name))}"
                : $"the items have no column for the model input '{input}'; they have {ProblemText.Names(columns.Select(column => column.Name))}",
            source.Where,
            Suggestion.Nearest(name, columns.Select(column => column.Name)) is { } near
                ? $"did you mean 'inputs: {{ {input.Name}: {{ from: {near} }} }}'?"
                : $"say which column feeds it: 'inputs: {{ {input.Name}: {{ from: ... }} }}'");

    public static Problem ArrayInList(ModelSource source, ValueDescription input, FeatureColumn array) =>
        new("MCI2004", $"inputs.{input.Name}.from lists several columns, and '{array.Name}' is an array of {ShapeText.OfRow(array.RowShape)} per item",
            source.Where, "list scalar columns only, or name the array alone");

    public static Problem ShapeMismatch(ModelSource source, ValueDescription input, IReadOnlyList<int> given, IReadOnlyList<int>? wanted)
    {
        var declared = input.RowShape ?? [];
        var data = given.Count == 0 ? "one value" : ShapeText.OfRow(given);
        if (wanted is not null)
        {
            return new("MCI2004", $"inputs.{input.Name}.shape is {ShapeText.OfRow(wanted)}, the items hold {data} each and the model takes '{input}'",
                source.Where, "the shape must hold as many elements as the items and match the model's dimensions after the first");
        }
        var fits = declared.All(dimension => dimension > 0) && RowShapes.Elements(declared) == RowShapes.Elements(given);
        return new("MCI2004", $"the items hold {data} each, but the model takes '{input}'", source.Where,
            fits ? $"if the elements are in that order, set inputs.{input.Name}.shape: {ShapeText.OfRow(declared)}" : $"feed it from other columns by inputs.{input.Name}.from");
    }

    public static Problem UnsupportedInput(ModelSource source, ValueDescription input) =>
        new("MCI2005", $"the model input '{input}' is of a type that items cannot feed", source.Where, "inputs are tensors of numbers, bools or strings");

    public static Problem WrongType(ModelSource source, ValueDescription input, FeatureColumn column) =>
        new("MCI2005", column.Type == ElementType.String
                ? $"the column '{column.Name}' is text, but the model input '{input}' takes numbers"
                : $"the column '{column.Name}' is an array of numbers, but the model input '{input}' takes text",
            source.Where, $"feed it from another column by inputs.{input.Name}.from");

    public static Problem ContradictoryBatchAxes(ModelSource source, IReadOnlyList<ValueDescription> inputs) =>
        new("MCI2009", $"the model's inputs fix different numbers of rows: {ProblemText.List(inputs)}", source.Where, "export the model with a free first axis");

    /// <summary>All that may be said of a model that fails on sealed items: what it says, where it fails and how are its author's choice, and could be any of their values.</summary>
    public static Problem FailsOnSealed(ModelSource source) =>
        new("MCI2017",
            "the model does not answer every item of the sealed test set as it should: it stops, gives NaN, a label outside the classes or another shape, or goes beyond limits.memory or limits.seconds-per-batch; which of these is not told",
            source.Where, "run it on items of your own; whoever keeps the keys can unseal the test set elsewhere (`modelci holdout unseal --output DIR`) and see it there");

    private static string LoadFix(string reason) =>
        reason.Contains("not a registered function", StringComparison.Ordinal) ? "export it with standard ONNX operators; custom operators are not supported"
        : reason.Contains("opset", StringComparison.OrdinalIgnoreCase) || reason.Contains("IR version", StringComparison.OrdinalIgnoreCase)
            ? "export it for an older opset"
        : "export the model again and check it with onnx.checker";
}
