using System.Globalization;
using System.Text.RegularExpressions;
using ModelCI.Core.Items;

namespace ModelCI.Holdout.Tables;

/// <summary>A type of DuckDB's, by the name that DESCRIBE gives it, and what it becomes.</summary>
internal sealed partial record SqlType(string Name)
{
    /// <summary>Whether it is a list or an array.</summary>
    public bool IsList => ListPattern().IsMatch(Name);

    /// <summary>Type of the elements of a list or array.</summary>
    public SqlType Element => new(ListPattern().Match(Name).Groups[1].Value);

    /// <summary>The nearest type of a feature; null for what no feature holds.</summary>
    public ElementType? Nearest => Name switch
    {
        "BOOLEAN" => ElementType.Bool,
        "TINYINT" => ElementType.Int8,
        "SMALLINT" => ElementType.Int16,
        "INTEGER" => ElementType.Int32,
        "BIGINT" => ElementType.Int64,
        "UTINYINT" => ElementType.UInt8,
        "USMALLINT" => ElementType.UInt16,
        "UINTEGER" => ElementType.UInt32,
        "UBIGINT" => ElementType.UInt64,
        "FLOAT" => ElementType.Float32,
        "DOUBLE" or "HUGEINT" or "UHUGEINT" => ElementType.Float64,
        "VARCHAR" or "JSON" or "UUID" or "DATE" or "INTERVAL" or "\"NULL\"" => ElementType.String,
        _ when Name.StartsWith("DECIMAL(", StringComparison.Ordinal) => ElementType.Float64,
        _ when Name.StartsWith("TIME", StringComparison.Ordinal) || Name.StartsWith("ENUM(", StringComparison.Ordinal) => ElementType.String,
        _ => null,
    };

    /// <summary>Whether a feature can hold it: scalars, and lists of numbers.</summary>
    public bool IsRead => IsList ? !Element.IsList && Element.Nearest is not (null or ElementType.String) : Nearest is not null;

    /// <summary>Whether it has no value for "missing": whole numbers and booleans.</summary>
    public bool IsWhole => Nearest is not (null or ElementType.String or ElementType.Float32 or ElementType.Float64);

    /// <summary>Whether it is a floating-point type, with NaN beside NULL.</summary>
    public bool IsFloat => Name is "FLOAT" or "DOUBLE";

    /// <summary>DuckDB's name of a numeric type.</summary>
    public static string NameOf(ElementType type) => type switch
    {
        ElementType.Bool => "BOOLEAN",
        ElementType.Int8 => "TINYINT",
        ElementType.Int16 => "SMALLINT",
        ElementType.Int32 => "INTEGER",
        ElementType.Int64 => "BIGINT",
        ElementType.UInt8 => "UTINYINT",
        ElementType.UInt16 => "USMALLINT",
        ElementType.UInt32 => "UINTEGER",
        ElementType.UInt64 => "UBIGINT",
        ElementType.Float32 => "FLOAT",
        ElementType.Float64 => "DOUBLE",
        _ => throw new ArgumentException($"{type} has no counterpart", nameof(type)),
    };

    /// <summary>DuckDB's name of arrays of a numeric type.</summary>
    public static string NameOf(ElementType type, int length) => string.Create(CultureInfo.InvariantCulture, $"{NameOf(type)}[{length}]");

    [GeneratedRegex(@"^(.*)\[[0-9]*\]$", RegexOptions.Singleline)]
    private static partial Regex ListPattern();
}
