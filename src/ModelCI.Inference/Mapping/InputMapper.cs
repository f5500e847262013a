using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;

namespace ModelCI.Inference.Mapping;

/// <summary>Decides which columns feed which model input. Every problem is collected; the feeds are of use only if there is none.</summary>
internal sealed class InputMapper
{
    private readonly ModelSource _source;
    private readonly ModelDescription _model;
    private readonly ItemPool _pool;
    private readonly ICollection<Problem> _problems;

    private InputMapper(ModelSource source, ModelDescription model, ItemPool pool, ICollection<Problem> problems)
    {
        _source = source;
        _model = model;
        _pool = pool;
        _problems = problems;
    }

    public static IReadOnlyList<Feed> Map(ModelSource source, ModelDescription model, ItemPool pool, ICollection<Problem> problems) =>
        new InputMapper(source, model, pool, problems).Map();

    /// <summary>The number of rows that the model insists on, or null for any.</summary>
    public static int? FixedRows(ModelSource source, ModelDescription model, ICollection<Problem> problems)
    {
        var sizes = model.Inputs.Select(input => input.FixedRows).OfType<int>().Distinct().Order().ToArray();
        if (sizes.Length > 1) problems.Add(ModelProblems.ContradictoryBatchAxes(source, model.Inputs));
        return sizes.Length == 0 ? null : sizes[0];
    }

    private List<Feed> Map()
    {
        // One input and one entry belong together whatever their names: architectures differ in nothing more often than in names.
        var onlyEntry = _model.Inputs.Count == 1 && _source.Inputs.Count == 1 ? _source.Inputs.Single().Value : null;
        if (onlyEntry is null)
        {
            foreach (var name in _source.Inputs.Keys.Where(name => _model.Inputs.All(input => input.Name != name)))
            {
                _problems.Add(ModelProblems.UnknownInput(_source, name, _model.Inputs));
            }
        }
        var feeds = new List<Feed>();
        foreach (var input in _model.Inputs)
        {
            if (Map(input, onlyEntry ?? _source.Inputs.GetValueOrDefault(input.Name)) is { } feed) feeds.Add(feed);
        }
        return feeds;
    }

    private Feed? Map(ValueDescription input, InputSettings? settings)
    {
        if (input.Kind != ValueKind.Tensor || input.Type is not { } type)
        {
            _problems.Add(ModelProblems.UnsupportedInput(_source, input));
            return null;
        }
        if (FindColumns(input, settings) is not { } columns) return null;
        var typed = columns.Select(column => Typed(column, type)).ToArray();
        if (Array.FindIndex(typed, column => column is null) is var bad and >= 0)
        {
            _problems.Add(ModelProblems.WrongType(_source, input, columns[bad]));
            return null;
        }
        if (columns.Count > 1 && columns.FirstOrDefault(column => column.RowShape.Count > 0) is { } array)
        {
            _problems.Add(ModelProblems.ArrayInList(_source, input, array));
            return null;
        }
        var given = columns.Count > 1 ? [columns.Count] : columns[0].RowShape;
        if (RowShapes.Fit(given, settings?.Shape, input.RowShape) is not { } shape)
        {
            _problems.Add(ModelProblems.ShapeMismatch(_source, input, given, settings?.Shape));
            return null;
        }
        return new Feed(input.Name, typed!, type, type.IsFloat() ? settings?.Scale : null, shape);
    }

    private List<FeatureColumn>? FindColumns(ValueDescription input, InputSettings? settings)
    {
        var names = settings is { From.Count: > 0 } ? settings.From : [input.Name];
        if (settings is { From.Count: 0 } && _pool.Columns.Count == 1) return [_pool.Columns[0]];
        var columns = new List<FeatureColumn>();
        foreach (var name in names)
        {
            if (_pool.Find(name) is { } column) columns.Add(column);
            else _problems.Add(ModelProblems.UnknownColumn(_source, input, name, settings is { From.Count: > 0 }, _pool.Columns));
        }
        return columns.Count == names.Count ? columns : null;
    }

    private static FeatureColumn? Typed(FeatureColumn column, ElementType target) => column switch
    {
        NumericColumn numbers when target == ElementType.String => numbers.AsText(),
        TextColumn when target != ElementType.String => null,
        _ => column,
    };
}
