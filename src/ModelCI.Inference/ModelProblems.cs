using System.Globalization;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference;

/// <summary>
/// Every MCI2xxx problem. Developers read these before anything is paid for: they never hold an item's id, a value of an item's feature or a
/// count over the test set.
/// </summary>
internal static class ModelProblems
{
    public static Problem Missing(ModelSource source) =>
        new("MCI2001", $"there is no file '{source.DisplayPath}'", source.Where, "check the path; it is relative to the folder of modelci.yml");

    public static Problem Unreadable(ModelSource source, string reason) =>
        new("MCI2001", $"'{source.DisplayPath}' cannot be read: {reason}", source.Where);

    public static Problem Empty(ModelSource source) =>
        new("MCI2002", $"'{source.DisplayPath}' is empty", source.Where, "export the model again");

    public static Problem LfsPointer(ModelSource source) =>
        new("MCI2002", $"'{source.DisplayPath}' is a Git LFS pointer, not the model", source.Where, "run 'git lfs pull', or check out with 'lfs: true'");

    public static Problem NotLoadable(ModelSource source, string reason) =>
        new("MCI2002", $"ONNX Runtime cannot load '{source.DisplayPath}': {reason}", source.Where, LoadFix(reason));

    public static Problem UnknownInput(ModelSource source, string name, IReadOnlyList<ValueDescription> inputs) =>
        new("MCI2003", $"'inputs' names '{name}', but the model's inputs are {List(inputs)}", source.Where,
            Suggestion.DidYouMean(name, inputs.Select(input => input.Name)) ?? "models with other names get their own 'inputs' under candidate or baseline");

    public static Problem UnknownColumn(
        ModelSource source, ValueDescription input, string name, bool isWritten, IReadOnlyList<FeatureColumn> columns) =>
        new("MCI2003",
            isWritten
                ? $"inputs.{input.Name}.from names '{name}', but the items' columns are {Names(columns.Select(column => column.Name))}"
                : $"the items have no column for the model input '{input}'; they have {Names(columns.Select(column => column.Name))}",
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

    public static Problem UnknownOutput(ModelSource source, string name, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"'output' names '{name}', but the model's outputs are {List(outputs)}", source.Where,
            Suggestion.DidYouMean(name, outputs.Select(output => output.Name)));

    public static Problem NoOutput(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"no output of the model is a label or a row of scores per class; the outputs are {List(outputs)}", source.Where,
            "export the model with its label ([N], integers, bools or strings) or its scores ([N, classes], floats)");

    public static Problem SeveralOutputs(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"several outputs could decide: {List(outputs)}", source.Where, $"choose one, such as 'output: {outputs[0].Name}'");

    public static Problem OutputDecidesNothing(ModelSource source, ValueDescription output) =>
        new("MCI2006", $"the output '{output}' is neither one label nor one row of float scores per item", source.Where, "choose another by 'output'");

    public static Problem ThresholdMissing(ModelSource source, ValueDescription output) =>
        new("MCI2006", $"the output '{output}' is one number per item, which says nothing without a threshold", source.Where,
            $"if it is the probability of class 1, set 'output: {{ name: {output.Name}, threshold: 0.5 }}'");

    public static Problem ThresholdDoesNotApply(ModelSource source, ValueDescription output, ClassList classes) =>
        new("MCI2006", $"a threshold needs two classes and an output of one float per item; there are {Number(classes.Count)} classes and the output is '{output}'",
            source.Where, "leave output.threshold out, or choose another output");

    public static Problem ClassCount(ModelSource source, ValueDescription output, ClassList classes) =>
        new("MCI2006", $"the output '{output}' has one score for each of {Number(output.Dimensions[1])} classes, but there are {Number(classes.Count)}: {Names(classes.Names)}",
            source.Where, "list the classes in the model's order under holdout.classes");

    public static Problem OutsideClasses(ModelSource source, string output, string value, ClassList classes) =>
        new("MCI2007", $"the output '{output}' says '{Readable(value, 60)}', which is none of the classes {Names(classes.Names)}", source.Where,
            "list the classes under holdout.classes, integers and bools meaning their position there");

    public static Problem ContradictoryBatchAxes(ModelSource source, IReadOnlyList<ValueDescription> inputs) =>
        new("MCI2009", $"the model's inputs fix different numbers of rows: {List(inputs)}", source.Where, "export the model with a free first axis");

    public static Problem Died(ModelSource source, string during, int exitCode, string? output) =>
        new("MCI2010", $"the process that {during} ended unexpectedly (exit code {Number(exitCode)})", source.Where,
            "a model that brings down ONNX Runtime is not fit for production; if the machine was short of memory, give it more", output);

    public static Problem Nonsense(ModelSource source) =>
        new("MCI2010", "the process that runs the model gave an answer that makes no sense", source.Where);

    public static Problem OutOfTime(ModelSource source, string during, double seconds) =>
        new("MCI2011", $"the process that {during} did not answer within {seconds.ToString(CultureInfo.InvariantCulture)} s and was ended", source.Where,
            "if the model is just slow, raise limits.seconds-per-batch");

    public static Problem CannotStart(string fileName, string reason) =>
        new("MCI2013", $"the process that runs the models cannot be started: {reason}", fileName, "install ModelCI again");

    /// <summary>The words for a failure that the worker reported.</summary>
    public static Problem FromFault(WorkerFault fault, ModelSource source)
    {
        var name = Readable(fault.Name, 200);
        return fault.Kind switch
        {
            FaultKind.Load => NotLoadable(source, OnnxRuntimeText.OfLoad(fault.Detail)),
            FaultKind.Run => new("MCI2012", $"ONNX Runtime stopped while the model ran: {OnnxRuntimeText.OfRun(fault.Detail)}", source.Where,
                "run the model on the same items in Python to see why"),
            FaultKind.Fraction => Value("MCI2005", "fractional values", "integers"),
            FaultKind.NotANumber => Value("MCI2005", "missing values (NaN)", "integers"),
            FaultKind.OutOfRange => Value("MCI2005", "values beyond the range of its type", "a narrower type"),
            FaultKind.NotBoolean => Value("MCI2005", "values other than 0 and 1", "bools"),
            FaultKind.LeadingAxis => new("MCI2009", $"the output '{name}' has the shape {fault.Detail}: its first axis is not the batch", source.Where,
                "the model must give one answer per item, whatever the number of items"),
            FaultKind.OutputShape => new("MCI2006", $"the output '{name}' came out as {fault.Detail}, which is neither one label nor one score per class",
                source.Where, "choose another by 'output', or list the classes under holdout.classes"),
            FaultKind.NotFinite => new("MCI2008", $"the output '{name}' holds NaN or infinite scores", source.Where,
                "a class cannot be read from them; mend the model, or clean the items' features"),
            _ => new("MCI2013", "the process that runs the models is of another version", source.Where, "install ModelCI again"),
        };

        Problem Value(string code, string given, string wanted) =>
            new(code, $"the columns that feed the model input '{name}' hold {given}, but the input takes {wanted}", source.Where,
                $"feed it from other columns by inputs.{name}.from, or mend the values");
    }

    private static string LoadFix(string reason) =>
        reason.Contains("not a registered function", StringComparison.Ordinal) ? "export it with standard ONNX operators; custom operators are not supported"
        : reason.Contains("opset", StringComparison.OrdinalIgnoreCase) || reason.Contains("IR version", StringComparison.OrdinalIgnoreCase)
            ? "export it for an older opset"
        : "export the model again and check it with onnx.checker";

    private static string List(IEnumerable<ValueDescription> values) => Names(values.Select(value => value.ToString()));

    private static string Names(IEnumerable<string> names)
    {
        const int shown = 20;
        var all = names.Select(name => $"'{Readable(name, 80)}'").ToArray();
        var text = string.Join(", ", all.Take(shown));
        return all.Length == 0 ? "none" : all.Length > shown ? $"{text} and {Number(all.Length - shown)} more" : text;
    }

    private static string Readable(string text, int length) => OnnxRuntimeText.Readable(text, length);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
