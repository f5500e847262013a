using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference;

/// <summary>MCI2xxx problems of model outputs; what <see cref="ModelProblems"/> never hold these never hold.</summary>
internal static class OutputProblems
{
    private const string WithoutZipMap = "scores as maps cannot be read: export them as a tensor (skl2onnx: options={'zipmap': False}), or export the label as well";

    public static Problem UnknownOutput(ModelSource source, string name, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"'output' names '{name}', but the model's outputs are {ProblemText.List(outputs)}", source.Where,
            Suggestion.DidYouMean(name, outputs.Select(output => output.Name)));

    public static Problem NoOutput(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"no output of the model is a label or a row of scores per class; the outputs are {ProblemText.List(outputs)}", source.Where,
            HasMap(outputs) ? WithoutZipMap : "export the model with its label ([N], integers, bools or strings) or its scores ([N, classes], floats)");

    public static Problem SeveralOutputs(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"several outputs could decide: {ProblemText.List(outputs)}", source.Where, $"choose one, such as 'output: {outputs[0].Name}'");

    public static Problem OutputDecidesNothing(ModelSource source, ValueDescription output) =>
        new("MCI2006", $"the output '{output}' is neither one label nor one row of float scores per item", source.Where,
            HasMap([output]) ? WithoutZipMap : "choose another by 'output'");

    public static Problem ThresholdMissing(ModelSource source, ValueDescription output) =>
        new("MCI2006", $"the output '{output}' is one number per item, which says nothing without a threshold", source.Where,
            $"if it is the probability of class 1, set 'output: {{ name: {output.Name}, threshold: 0.5 }}'");

    public static Problem ThresholdDoesNotApply(ModelSource source, ValueDescription output, ClassList classes) =>
        new("MCI2006", $"a threshold needs two classes and an output of one float per item; there are {ProblemText.Number(classes.Count)} classes and the output is '{output}'",
            source.Where, "leave output.threshold out, or choose another output");

    public static Problem ClassCount(ModelSource source, ValueDescription output, ClassList classes) =>
        new("MCI2006", $"the output '{output}' has one score for each of {ProblemText.Number(output.Dimensions[1])} classes, but there are {ProblemText.Number(classes.Count)}: {ProblemText.Names(classes.Names)}",
            source.Where, "list the classes in the model's order under holdout.classes");

    public static Problem OutsideClasses(ModelSource source, string output, string value, ClassList classes) =>
        new("MCI2007", $"the output '{output}' says {ProblemText.Quote(value)}, which is none of the classes {ProblemText.Names(classes.Names)}", source.Where,
            "list the classes under holdout.classes, integers and bools meaning their position there");

    public static Problem NoScores(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"top-k needs scores, and no output of the model is a row of one float per class; the outputs are {ProblemText.List(outputs)}",
            source.Where,
            HasMap(outputs) ? "scores as maps cannot be read: export them as a tensor (skl2onnx: options={'zipmap': False})"
            : "export the model with its scores ([N, classes], floats), or take topk out of the condition");

    public static Problem SeveralScores(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"top-k needs scores, and several outputs could be them: {ProblemText.List(outputs)}", source.Where,
            $"choose one, such as 'output: {outputs[0].Name}'");

    public static Problem NoNumber(ModelSource source, IReadOnlyList<ValueDescription> outputs) =>
        new("MCI2006", $"holdout.loss asks for a number per item, and no output of the model is one; the outputs are {ProblemText.List(outputs)}", source.Where,
            "export the model with its prediction ([N] or [N,1], floats or integers)");

    public static Problem OutputIsNoNumber(ModelSource source, ValueDescription output) =>
        new("MCI2006", $"holdout.loss asks for a number per item, and the output '{output}' is none", source.Where, "choose another by 'output'");

    public static Problem ThresholdInRegression(ModelSource source, ValueDescription output) =>
        new("MCI2006", $"a threshold chooses between two classes, and holdout.loss takes the output '{output}' as the number that is predicted", source.Where,
            "leave output.threshold out");

    private static bool HasMap(IEnumerable<ValueDescription> outputs) => outputs.Any(output => output.Kind is ValueKind.Sequence or ValueKind.Map);
}
