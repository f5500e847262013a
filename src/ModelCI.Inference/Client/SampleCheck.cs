namespace ModelCI.Inference.Client;

/// <summary>
/// Runs some items again in other batches and in another order. A model whose answer about an item changes is not deterministic or mixes the items
/// of a batch; what it would say in production is then anybody's guess.
/// </summary>
internal sealed class SampleCheck
{
    private const int MostItems = 128;
    private const int UsualRows = 7;

    private readonly IReadOnlyList<AnswerStore> _stores;
    private readonly int[] _positions;
    private readonly int[] _order;
    private readonly int[] _differs;
    private double[]? _tolerances;

    /// <param name="rows">The sample.</param>
    /// <param name="stores">One per model; have the answers of the first time when the second run's come in.</param>
    /// <param name="positions">Where the stores have the answers about the sample.</param>
    /// <param name="batchSize">Rows per batch of the first time.</param>
    public SampleCheck(int[] rows, IReadOnlyList<AnswerStore> stores, int[] positions, PairBinding binding, int batchSize)
    {
        _stores = stores;
        _positions = positions;
        _order = Shuffle(rows.Length);
        _differs = new int[stores.Count];
        SecondRun = new Pass([.. _order.Select(index => rows[index])], BatchSizes.InRuns(binding, OtherThan(batchSize)), Compare);
    }

    /// <summary>Comes after the first run.</summary>
    public Pass SecondRun { get; }

    /// <summary>For each model how many items of the sample the second run answered differently.</summary>
    public IReadOnlyList<int> Differs => _differs;

    /// <summary>Rows of the sample, evenly spread: no other choice could be made in favour of a model.</summary>
    public static int[] RowsOf(int items)
    {
        var size = Math.Min(items, MostItems);
        return [.. Enumerable.Range(0, size).Select(index => (int)((long)index * items / size))];
    }

    private void Compare(int start, IReadOnlyList<BatchAnswers> answers)
    {
        _tolerances ??= [.. _stores.Select(store => store.Tolerance(_positions))];
        for (var model = 0; model < _stores.Count; model++)
        {
            for (var row = 0; row < answers[model].Rows; row++)
            {
                if (_stores[model].Differs(_positions[_order[start + row]], answers[model], row, _tolerances[model])) _differs[model]++;
            }
        }
    }

    private static int OtherThan(int batchSize) => batchSize > UsualRows ? UsualRows : batchSize > 1 ? batchSize - 1 : 2;

    /// <summary>By a stride near the golden section of the size, which no two neighbours survive: fixed batches get other companions.</summary>
    private static int[] Shuffle(int size)
    {
        var stride = Math.Max(1, (int)(size * 0.618));
        while (Gcd(stride, size) != 1) stride++;
        return [.. Enumerable.Range(0, size).Select(index => index * stride % size)];
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
