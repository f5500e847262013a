using System.Globalization;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Predicting;

/// <summary>One of several parts of a test set, each for a machine of its own: rows that follow one another.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Of">How many parts.</param>
internal sealed record Shard(int Number, int Of)
{
    /// <summary>All rows.</summary>
    public static Shard Whole { get; } = new(1, 1);

    public bool IsWhole => Of == 1;

    /// <summary>Reads <c>i/n</c>.</summary>
    /// <exception cref="ModelCIException">MCI1028: anything else.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length == 2 && TryRead(parts[0], out var number) && TryRead(parts[1], out var of) && number <= of) return new Shard(number, of);
        throw new ModelCIException("MCI1028", $"'{text}' is no shard: i/n is the i-th of n parts, i from 1 to n", "--shard", "write --shard 1/4, and --shard 2/4 on the next machine");
    }

    /// <summary>Its rows; those of all shards together are 0 to <paramref name="rows"/> - 1.</summary>
    /// <exception cref="ModelCIException">MCI1028: there are fewer rows than shards.</exception>
    public IReadOnlyList<int> Rows(int rows)
    {
        if (rows < Of) throw new ModelCIException("MCI1028", $"there are fewer items than the {Of} shards", "--shard", "use fewer shards");
        var (start, end) = ((int)((long)rows * (Number - 1) / Of), (int)((long)rows * Number / Of));
        return [.. Enumerable.Range(start, end - start)];
    }

    private static bool TryRead(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= 100_000;
}
