namespace ModelCI.Holdout.Tables;

/// <summary>The formats of tables.</summary>
internal enum TableKind
{
    /// <summary>Fields with a separator (RFC 4180): everything is text, whose types are inferred.</summary>
    Separated,
    Parquet,
    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
