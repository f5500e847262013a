namespace ModelCI.Inference.Client;

/// <summary>
/// Runs some items again in other batches and in another order. A model whose answer about an item changes is not deterministic or mixes the items
/// of a batch; what it would say in production is then anybody's guess.
/// </summary>
internal static class SampleCheck
{
    private const int MostItems = 128;
    private const int UsualRows = 7;

    /// <summary>Rows of the sample, evenly spread: no other choice could be made in favour of a model.</summary>
    public static int[] RowsOf(int items)
    {
        var size = Math.Min(items, MostItems);
        return [.. Enumerable.Range(0, size).Select(index => (int)((long)index * items / size))];
    }

    /// <summary>For each model how many items of the sample are answered differently now.</summary>
    /// <param name="rows">The sample.</param>
    /// <param name="positions">Where the stores have the answers about it.</param>
    /// <param name="batchSize">Rows per batch of the first time.</param>
    public static int[] CountDifferences(
        PredictionPipe pipe, IReadOnlyList<AnswerStore> stores, int[] rows, int[] positions, PairBinding binding, int batchSize)
    {
        var order = Shuffle(rows.Length);
        var tolerances = stores.Select(store => store.Tolerance(positions)).ToArray();
        var differs = new int[stores.Count];
        var other = BatchSizes.InRuns(binding, OtherThan(batchSize));
        pipe.Run([.. order.Select(index => rows[index])], other, BatchSizes.UnderWay(binding, other), Compare);
        return differs;

        void Compare(int start, IReadOnlyList<BatchAnswers> answers)
        {
            for (var model = 0; model < stores.Count; model++)
            {
                for (var row = 0; row < answers[model].Rows; row++)
                {
                    if (stores[model].Differs(positions[order[start + row]], answers[model], row, tolerances[model])) differs[model]++;
                }
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
