using System.CommandLine;
using ModelCI.Cli.Configuration.Checking;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference;

namespace ModelCI.Cli.Starting;

/// <summary>Which output of the candidate decides, and how, where the model does not say it by itself.</summary>
internal sealed class OutputChoice(ParseResult parse, InitFlags flags, Questions questions)
{
    // Where a probability is the only output, more classes than these are numbers.
    private const int Two = 2;

    public GateDraft Choose(GateDraft draft, ModelSignature model, LabelBook labels)
    {
        ModelValue[] found = [.. model.Outputs.Where(IsLabel)];
        if (found.Length == 0) found = [.. model.Outputs.Where(output => IsFloat(output) && output.Dimensions.Count <= 2)];
        var given = parse.GetValue(flags.ModelOutput);
        var chosen = given ?? (found.Length == 1 ? found[0].Name : questions.Ask(
            "the output that decides", "--model-output NAME", null, found.FirstOrDefault()?.Name, isSure: false, [.. (found.Length > 0 ? found : [.. model.Outputs]).Select(output => output.Name)],
            answer => model.Outputs.Any(output => output.Name == answer) ? null : "the model has no such output"));
        if (model.Outputs.FirstOrDefault(output => output.Name == chosen) is not { } output || draft.Loss is not null) return draft with { Output = given ?? (found.Length == 1 ? null : chosen) };
        if (parse.GetValue(flags.Threshold) is not null && (!IsFloat(output) || !IsOneValue(output)))
            throw new ModelCIException("MCI1010", $"a threshold is for one probability per item, and the output is '{output.Text}'", flags.Threshold.Name, "leave it out, or name another output with --model-output");
        if (!IsFloat(output) || !IsOneValue(output)) return draft with { Output = given ?? (found.Length == 1 ? null : chosen) };
        if (labels.Classes.Count > Two) return WithLoss(draft) with { Output = given };
        var threshold = questions.Ask(
            $"from which value of '{output.Text}' on an item is of class '{labels.Classes.Names[^1]}'", "--threshold P", parse.GetValue(flags.Threshold), "0.5", isSure: true, null,
            answer => NumberText.IsNumber(answer) && NumberText.Number(answer) is > 0 and < 1 ? null : "a number above 0 and below 1 is needed");
        return draft with { Output = output.Name, Threshold = threshold };
    }

    /// <summary>A number per item and many labels: a regression, whose loss nobody can guess.</summary>
    private GateDraft WithLoss(GateDraft draft)
    {
        var kind = questions.Ask("the loss of one answer", "--loss absolute|squared", null, "absolute", isSure: false, ["absolute", "squared"], answer => answer is "absolute" or "squared" ? null : "absolute or squared");
        var range = questions.Ask("the least and the greatest loss that count, such as 0,1", "--loss-range LO,HI", null, null, isSure: false, null,
            answer => answer.Split(',') is [var low, var high] && NumberText.IsNumber(low.Trim()) && NumberText.IsNumber(high.Trim()) ? null : "two numbers with a comma between them are needed");
        return kind is null || range is null ? draft : draft with { Loss = (kind, range), Classes = null };
    }

    private static bool IsLabel(ModelValue output) => output is { Type: not null, MayBeOneValue: true } && !IsFloat(output);

    private static bool IsFloat(ModelValue output) => output.Type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    private static bool IsOneValue(ModelValue output) => output.RowShape is [] or [1];
}
