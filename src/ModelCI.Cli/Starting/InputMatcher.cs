using ModelCI.Core.Items;
using ModelCI.Inference;

namespace ModelCI.Cli.Starting;

/// <summary>What feeds the inputs of a model, as far as names and shapes tell without doubt.</summary>
/// <param name="given">By input, as <c>--input NAME=COLUMN,...</c> says.</param>
/// <param name="scales">By input; the empty name stands for the only one.</param>
internal sealed class InputMatcher(
    IReadOnlyList<FeatureColumn> columns, IReadOnlyDictionary<string, string[]> given, IReadOnlyDictionary<string, string> scales, Questions questions)
{
    // Of an image whose pixels are bytes; models that take floats usually want 0 to 1.
    private const string OneByte = "0.00392156862745098";

    /// <summary>An entry for each input that was found; the others are asked for.</summary>
    public IReadOnlyList<InputEntry> Match(ModelSignature model) => [.. model.Inputs.Select(input => Match(input, model.Inputs.Count == 1)).OfType<InputEntry>()];

    private InputEntry? Match(ModelValue input, bool isOnly)
    {
        var from = given.GetValueOrDefault(input.Name) ?? Find(input, isOnly) ?? Asked(input);
        if (from is null) return null;
        var fed = from.Select(name => columns.FirstOrDefault(column => column.Name == name)).OfType<FeatureColumn>().ToArray();
        return new InputEntry(input.Name, from, Scale(input, fed, isOnly), Shape(input, fed));
    }

    private string[]? Find(ModelValue input, bool isOnly)
    {
        if (columns.FirstOrDefault(column => column.Name == input.Name) is { } same) return [same.Name];
        if (columns.Where(column => Names.AreAlike(column.Name, input.Name)).ToArray() is [var alike]) return [alike.Name];
        if (!isOnly) return null;
        if (columns.Where(column => column.RowShape.Count > 0 && Shapes.Fit(column.RowShape, input.RowShape)).ToArray() is [var array]) return [array.Name];
        // A column for each element, in the order of the file.
        var numbers = columns.Where(column => column is NumericColumn { RowShape.Count: 0 } && !Names.IsIdOrLabel(column.Name)).ToArray();
        return input.RowShape is { Count: > 0 } shape && Shapes.Elements(shape) == numbers.Length ? [.. numbers.Select(column => column.Name)] : null;
    }

    private string[]? Asked(ModelValue input) => questions.Ask(
        $"columns that feed the model input '{input.Text}', separated by commas", $"--input {input.Name}=COLUMN[,COLUMN...]", null, null, isSure: false,
        [.. columns.Select(column => column.Name)],
        answer => Split(answer).Except(columns.Select(column => column.Name)).FirstOrDefault() is { } unknown ? $"the items have no column '{unknown}'" : null) is { } text ? Split(text) : null;

    /// <summary>Whole numbers that a model takes as floats, several to an item, are often pixels or counts that it wants scaled: nobody can tell by looking.</summary>
    private string? Scale(ModelValue input, FeatureColumn[] fed, bool isOnly)
    {
        var scale = scales.GetValueOrDefault(input.Name) ?? (isOnly ? scales.GetValueOrDefault("") : null);
        var isOpen = IsFloat(input.Type) && fed.Length > 0 && fed.All(column => column.Type is not (ElementType.String or ElementType.Bool) && !IsFloat(column.Type))
            && fed.Sum(column => column.ElementsPerRow) > 1;
        if (scale is null && !isOpen) return null;
        var usual = fed.All(column => column.Type == ElementType.UInt8) ? OneByte : "1";
        var answer = questions.Ask(
            $"factor on the whole numbers that feed '{input.Text}' (1 for none; {OneByte} takes 0..255 to 0..1)", $"--scale {input.Name}=FACTOR", scale, usual, isSure: false, null,
            text => Configuration.Checking.NumberText.IsNumber(text) && Configuration.Checking.NumberText.Number(text) != 0 ? null : "a number other than 0 is needed");
        return answer is null or "1" ? null : answer;
    }

    private static int[]? Shape(ModelValue input, FeatureColumn[] fed)
    {
        if (input.RowShape is not { Count: > 0 } declared || fed.Length == 0) return null;
        var elements = fed.Sum(column => column.ElementsPerRow);
        var data = fed.Length > 1 ? [fed.Length] : fed[0].RowShape;
        // Axes that only one of the two has are added by themselves; more than that must be said.
        return Shapes.Fit(data, declared) || Shapes.Elements(declared) != elements ? null : [.. declared];
    }

    private static bool IsFloat(ElementType? type) => type is ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
