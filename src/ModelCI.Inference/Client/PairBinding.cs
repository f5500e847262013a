using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Inference.Mapping;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>How the models of a run share columns and tensors.</summary>
/// <param name="Columns">What crosses to the worker, each column once.</param>
internal sealed record PairBinding(IReadOnlyList<ModelBinding> Models, IReadOnlyList<FeatureColumn> Columns, BindPlan Plan)
{
    /// <exception cref="ModelCIException">Every problem of all models.</exception>
    public static PairBinding Create(
        IEnumerable<(int Slot, ModelSource Source, ModelDescription Model)> models, ItemPool items, PredictionTask task)
    {
        var problems = new List<Problem>();
        var bound = new List<ModelBinding>();
        foreach (var (slot, source, model) in models)
        {
            var feeds = InputMapper.Map(source, model, items, problems);
            var fixedRows = InputMapper.FixedRows(source, model, problems);
            if (OutputSelector.Select(source, model, task, problems) is { } outputs) bound.Add(new ModelBinding(slot, source, feeds, fixedRows, outputs));
        }
        return problems.Count > 0 ? throw new ModelCIException(problems) : Share(bound);
    }

    private static PairBinding Share(IReadOnlyList<ModelBinding> models)
    {
        var columns = new List<FeatureColumn>();
        var conversions = new List<ConversionPlan>();
        var slots = models.Select(model => new SlotPlan(
            model.Slot,
            [.. model.Feeds.Select(feed => feed.Input)],
            [.. model.Feeds.Select(feed => IndexOf(conversions, Conversion(feed)))],
            model.FixedRows,
            model.Outputs)).ToArray();
        var wire = columns.Select(column => new WireColumn(column.Type, column.ElementsPerRow)).ToArray();
        return new PairBinding(models, columns, new BindPlan(wire, conversions, slots));

        ConversionPlan Conversion(Feed feed) =>
            new([.. feed.Columns.Select(column => IndexOf(columns, column))], feed.Target, feed.Scale, feed.RowShape);
    }

    private static int IndexOf<T>(List<T> list, T item)
    {
        var index = list.IndexOf(item);
        if (index >= 0) return index;
        list.Add(item);
        return list.Count - 1;
    }
}
