using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.DuckDB;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout.Slices;

/// <summary>Finds which items lie in which slices: checks all predicates, then evaluates them together, in one pass.</summary>
internal static class SliceReader
{
    /// <param name="slices">Name to predicate.</param>
    /// <exception cref="ModelCIException">All broken slices at once; codes MCI320x.</exception>
    public static SliceTable Read(IReadOnlyDictionary<string, string> slices, SliceSource source)
    {
        if (slices.Count == 0) return SliceTable.None;
        if (slices.Count > SliceTable.Most) throw SliceProblems.TooMany(slices.Count);
        var predicates = Check(slices, source);
        var members = Evaluate(predicates, source);
        var empty = predicates.Index().Where(slice => !members.Any(bits => (bits >> slice.Index & 1) != 0)).Select(slice => SliceProblems.SelectsNothing(slice.Item.Name));
        if (source.IsSecret && empty.Any()) throw SliceProblems.FailsOnSealed();
        ThrowAny([.. empty]);
        return new SliceTable([.. slices.Keys], members);
    }

    private static SlicePredicate[] Check(IReadOnlyDictionary<string, string> slices, SliceSource source)
    {
        var checker = new SliceChecker(source);
        var (predicates, problems) = (new List<SlicePredicate>(), new List<Problem>());
        foreach (var (name, sql) in slices)
        {
            try
            {
                predicates.Add(checker.Check(name, sql));
            }
            catch (ModelCIException mistakes)
            {
                problems.AddRange(mistakes.Problems);
            }
        }
        ThrowAny(problems);
        return [.. predicates];
    }

    private static ulong[] Evaluate(SlicePredicate[] predicates, SliceSource source)
    {
        try
        {
            return Members(predicates, source);
        }
        catch (DuckDBException)
        {
            if (source.IsSecret) throw SliceProblems.FailsOnSealed();
            ThrowAny([.. predicates.Select(predicate => Failure(predicate, source)).OfType<Problem>()]);
            throw;
        }
    }

    private static ulong[] Members(SlicePredicate[] predicates, SliceSource source)
    {
        var members = new ulong[source.Rows];
        using var result = source.Select(predicates.Select(predicate => predicate.Sql), predicates.SelectMany(predicate => predicate.Columns).Distinct());
        var row = 0;
        foreach (var chunk in result.ReadChunks())
        {
            if (row + chunk.RowCount > source.Rows) throw TableProblems.Changed(source.File);
            for (var slice = 0; slice < predicates.Length; slice++) Add(chunk, slice, members.AsSpan(row, chunk.RowCount));
            row += chunk.RowCount;
        }
        return row == source.Rows ? members : throw TableProblems.Changed(source.File);
    }

    // NULL, which is neither true nor false, is not in the slice.
    private static void Add(DuckDBChunk chunk, int slice, Span<ulong> members)
    {
        var isIn = chunk.GetBooleans(slice);
        for (var index = 0; index < members.Length; index++)
        {
            if (isIn[index] && !chunk.IsNull(slice, index)) members[index] |= 1UL << slice;
        }
    }

    // DuckDB does not say which of several expressions fails.
    private static Problem? Failure(SlicePredicate predicate, SliceSource source)
    {
        try
        {
            Members([predicate], source);
            return null;
        }
        catch (DuckDBException failure)
        {
            return SliceProblems.Fails(predicate.Name, failure.Message);
        }
    }

    private static void ThrowAny(List<Problem> problems)
    {
        if (problems.Count > 0) throw new ModelCIException(problems);
    }
}
