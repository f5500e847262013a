namespace ModelCI.Core.Items;

/// <summary>The type of the values of a feature column. Numeric values are little-endian wherever they appear as bytes.</summary>
public enum ElementType
{
    /// <summary>Text.</summary>
    String,
    /// <summary>IEEE 754 binary32.</summary>
    Float32,
    /// <summary>IEEE 754 binary64.</summary>
    Float64,
    /// <summary>IEEE 754 binary16.</summary>
    Float16,
    /// <summary>Signed, 8 bytes.</summary>
    Int64,
    /// <summary>Signed, 4 bytes.</summary>
    Int32,
    /// <summary>Signed, 2 bytes.</summary>
    Int16,
    /// <summary>Signed, 1 byte.</summary>
    Int8,
    /// <summary>Unsigned, 8 bytes.</summary>
    UInt64,
    /// <summary>Unsigned, 4 bytes.</summary>
    UInt32,
    /// <summary>Unsigned, 2 bytes.</summary>
    UInt16,
    /// <summary>Unsigned, 1 byte.</summary>
    UInt8,
    /// <summary>1 byte, 0 or 1.</summary>
    Bool,
}
