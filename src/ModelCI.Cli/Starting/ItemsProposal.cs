using ModelCI.Holdout;
using ModelCI.Inference;

namespace ModelCI.Cli.Starting;

/// <summary>Files that could be the items of a test set for a model.</summary>
/// <param name="Files">As <c>--items</c> takes them: FILE, or NAME=FILE for each of several arrays.</param>
/// <param name="Fit">The greater, the better the model's inputs fit.</param>
internal sealed record ItemsProposal(IReadOnlyList<string> Files, int Fit)
{
    private const int ByName = 3;
    private const int ByShape = 2;
    private const int ByCount = 1;

    public string Text => string.Join(' ', Files);

    /// <summary>The best first.</summary>
    public static IReadOnlyList<ItemsProposal> Of(ModelSignature model, IReadOnlyList<ItemFile> data) =>
    [
        .. data.Select(file => new ItemsProposal([file.Path], file.IsTable ? FitOfTable(model, file) : FitOfArrays(model, file)))
            .Append(SeveralArrays(model, data)).OfType<ItemsProposal>().Where(proposal => proposal.Fit > 0)
            .OrderByDescending(proposal => proposal.Fit).ThenBy(proposal => proposal.Text, StringComparer.Ordinal),
    ];

    private static int FitOfTable(ModelSignature model, ItemFile table)
    {
        if (model.Inputs.All(input => table.Columns.Any(column => Names.AreAlike(column.Name, input.Name)))) return ByName;
        var free = table.Columns.Count(column => !Names.IsIdOrLabel(column.Name));
        return model.Inputs is [{ RowShape: { Count: > 0 } shape }] && Shapes.Elements(shape) == free ? ByCount : 0;
    }

    private static int FitOfArrays(ModelSignature model, ItemFile file)
    {
        if (model.Inputs.All(input => file.Columns.Any(column => column.Name == input.Name && Fits(input, column)))) return ByName;
        return model.Inputs is [var only] && file.Columns is [{ RowShape.Count: > 0 } array] && Fits(only, array) ? ByShape : 0;
    }

    /// <summary>A .npy file for each input of a model with several.</summary>
    private static ItemsProposal? SeveralArrays(ModelSignature model, IReadOnlyList<ItemFile> data)
    {
        if (model.Inputs.Count < 2) return null;
        ItemFile[] arrays = [.. data.Where(file => file is { IsTable: false, Columns: [{ Type: not null }] })];
        var chosen = model.Inputs.Select(input => arrays.Where(array => Fits(input, array.Columns[0])).ToArray() is { Length: > 0 } fitting
            ? fitting.FirstOrDefault(array => Names.Ends(array.Columns[0].Name, input.Name)) ?? (fitting.Length == 1 ? fitting[0] : null)
            : null).ToArray();
        if (chosen.Any(array => array is null) || chosen.Distinct().Count() < chosen.Length || chosen.Select(array => array!.Columns[0].Rows).Distinct().Count() > 1) return null;
        return new ItemsProposal([.. model.Inputs.Zip(chosen, (input, array) => $"{input.Name}={array!.Path}")], ByName);
    }

    private static bool Fits(ModelValue input, ItemFileColumn array) => array.Type is null || Shapes.Fit(array.RowShape, input.RowShape);
}
