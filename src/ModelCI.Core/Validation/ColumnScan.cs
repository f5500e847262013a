using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using ModelCI.Core.Items;

namespace ModelCI.Core.Validation;

/// <summary>One pass over each of several columns, side by side on all processors, in memory that does not grow with the number of rows.</summary>
internal static class ColumnScan
{
    // Large enough to drown what a task costs, small enough to share out one huge array.
    private const int ElementsPerTask = 1 << 18;

    /// <summary>A tally per column, in their order.</summary>
    /// <param name="columns">With the rules that their values are held against.</param>
    /// <param name="collectsCategories">Whether distinct texts are of interest.</param>
    public static IReadOnlyList<ColumnTally> Run(IReadOnlyList<(FeatureColumn Column, ColumnSchema? Rules)> columns, bool collectsCategories)
    {
        var parts = columns.Index().SelectMany(entry => Parts(entry.Item.Column).Select(range => (entry.Index, range.From, range.To))).ToArray();
        var tallies = new ColumnTally[parts.Length];
        Parallel.For(0, parts.Length, part =>
        {
            var (index, from, to) = parts[part];
            var (column, rules) = columns[index];
            var tally = new ColumnTally(rules, collectsCategories);
            if (column is NumericColumn numbers) Numbers(numbers, rules, from, to, tally);
            else Texts((TextColumn)column, from, to, tally);
            tallies[part] = tally;
        });
        var whole = new ColumnTally[columns.Count];
        foreach (var (part, (index, _, _)) in parts.Index())
        {
            if (whole[index] is { } before) before.Add(tallies[part]);
            else whole[index] = tallies[part];
        }
        return whole;
    }

    private static IEnumerable<(int From, int To)> Parts(FeatureColumn column)
    {
        var rows = Math.Max(1, ElementsPerTask / column.ElementsPerRow);
        for (var from = 0; from < column.Rows; from += rows) yield return (from, Math.Min(column.Rows, checked(from + rows)));
    }

    private static void Texts(TextColumn column, int from, int to, ColumnTally tally)
    {
        var (bytes, characters) = (new byte[256], new char[256]);
        for (var row = from; row < to; row++)
        {
            var length = column.LengthOf(row);
            // No more characters than bytes.
            if (length > bytes.Length) (bytes, characters) = (new byte[2L * length], new char[2L * length]);
            column.CopyRow(row, bytes.AsSpan(0, length));
            tally.AddText(row, characters.AsSpan(0, Encoding.UTF8.GetChars(bytes.AsSpan(0, length), characters)));
        }
    }

    private static void Numbers(NumericColumn column, ColumnSchema? rules, int from, int to, ColumnTally tally)
    {
        switch (column.Type)
        {
            case ElementType.Float16: Numbers<Half>(column, rules, from, to, tally); break;
            case ElementType.Float32: Numbers<float>(column, rules, from, to, tally); break;
            case ElementType.Float64: Numbers<double>(column, rules, from, to, tally); break;
            case ElementType.Int8: Numbers<sbyte>(column, rules, from, to, tally); break;
            case ElementType.Int16: Numbers<short>(column, rules, from, to, tally); break;
            case ElementType.Int32: Numbers<int>(column, rules, from, to, tally); break;
            case ElementType.Int64: Numbers<long>(column, rules, from, to, tally); break;
            case ElementType.UInt8 or ElementType.Bool: Numbers<byte>(column, rules, from, to, tally); break;
            case ElementType.UInt16: Numbers<ushort>(column, rules, from, to, tally); break;
            case ElementType.UInt32: Numbers<uint>(column, rules, from, to, tally); break;
            case ElementType.UInt64: Numbers<ulong>(column, rules, from, to, tally); break;
            default: throw new ArgumentException($"{column.Type} is not numeric", nameof(column));
        }
    }

    // As doubles: the conversion is monotone, so that a bound which was taken from the data never accuses them. Beyond 2^53 a whole number just
    // outside its bounds may pass for the bound.
    private static void Numbers<T>(NumericColumn column, ColumnSchema? rules, int from, int to, ColumnTally tally)
        where T : unmanaged, INumber<T>
    {
        var bytes = new byte[column.RowBytes];
        var values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        var allowed = rules?.Categories?.Select(text => Int128.Parse(text, CultureInfo.InvariantCulture)).ToHashSet();
        for (var row = from; row < to; row++)
        {
            column.CopyRow(row, bytes);
            var range = ElementRange<T>.Of(values);
            var (least, greatest) = range.IsEmpty
                ? (double.PositiveInfinity, double.NegativeInfinity)
                : (double.CreateSaturating(range.Min), double.CreateSaturating(range.Max));
            tally.AddNumbers(row, least, greatest, range.HasNaN);
            if (allowed is not null && !allowed.Contains(Int128.CreateTruncating(values[0]))) tally.AddOther(row, values[0].ToString(null, CultureInfo.InvariantCulture));
        }
    }
}
