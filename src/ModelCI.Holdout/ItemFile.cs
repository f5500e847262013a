using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Arrays;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>A file that may hold items, or labels, as its head tells: rows are not read. For finding out what a folder has.</summary>
/// <param name="Path">As given.</param>
/// <param name="IsTable">A table, of which the names of columns are known; else arrays.</param>
/// <param name="Columns">In file order.</param>
public sealed record ItemFile(string Path, bool IsTable, IReadOnlyList<ItemFileColumn> Columns)
{
    /// <summary>Whether the name is that of a file that could be read, and is not sealed.</summary>
    public static bool MayBe(string path)
    {
        var file = HoldoutFile.Resolve(path, "/");
        return !file.IsSealed && (TableFormat.Of(file) is not null || ArrayItems.Holds(file));
    }

    /// <summary>Null where the file is of another kind or cannot be read.</summary>
    /// <param name="folder">Absolute folder that a relative path starts from.</param>
    public static ItemFile? TryDescribe(string path, string folder)
    {
        var file = HoldoutFile.Resolve(path, folder);
        try
        {
            if (file.IsSealed) return null;
            if (TableFormat.Of(file) is { } format) return OfTable(path, file, format);
            return ArrayItems.Holds(file) ? OfArrays(path, file) : null;
        }
        catch (ModelCIException)
        {
            return null;
        }
    }

    private static ItemFile OfTable(string path, HoldoutFile file, TableFormat format)
    {
        using var table = Table.Open(file, format);
        return new ItemFile(path, IsTable: true, [.. table.Names.Select(name => new ItemFileColumn(name, null, [], null))]);
    }

    private static ItemFile OfArrays(string path, HoldoutFile file)
    {
        var unsealer = new Unsealer("", null);
        // The members of an archive are told by name: to know more of them they would have to be unpacked.
        var columns = NpzNames(file, unsealer) ?? [Described(NpyFile.Read(file.Stem, file, unsealer))];
        return new ItemFile(path, IsTable: false, columns);
    }

    private static ItemFileColumn[]? NpzNames(HoldoutFile file, Unsealer unsealer) => file.EndsWith(".npz")
        ? [.. NpzFile.Read(file, _ => false, unsealer).Select(array => new ItemFileColumn(array.Name, null, [], null))]
        : null;

    private static ItemFileColumn Described(NumericColumn column) => new(column.Name, column.Type, column.RowShape, column.Rows);
}

/// <summary>A column or an array.</summary>
/// <param name="Type">Null where only reading would tell.</param>
/// <param name="RowShape">Of one item; of meaning where the type is known.</param>
/// <param name="Rows">Null where only reading would tell.</param>
public sealed record ItemFileColumn(string Name, ElementType? Type, IReadOnlyList<int> RowShape, int? Rows);
