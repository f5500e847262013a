namespace ModelCI.Inference.Protocol;

/// <summary>What went wrong in the worker. The gate finds the words.</summary>
internal enum FaultKind : byte
{
    /// <summary>The file is no model that ONNX Runtime can load.</summary>
    Load = 1,
    /// <summary>ONNX Runtime stopped while the model ran.</summary>
    Run,
    /// <summary>A fractional value for an integer input.</summary>
    Fraction,
    /// <summary>NaN for an integer input.</summary>
    NotANumber,
    /// <summary>A value beyond the range of the input's type.</summary>
    OutOfRange,
    /// <summary>A value other than 0 and 1 for a bool input.</summary>
    NotBoolean,
    /// <summary>The output's leading axis is not the batch.</summary>
    LeadingAxis,
    /// <summary>The output's shape or type is not what decides.</summary>
    OutputShape,
    /// <summary>The output of a regression is not one number per item.</summary>
    NumberShape,
    /// <summary>NaN or infinite scores.</summary>
    NotFinite,
    /// <summary>NaN or infinite numbers of a regression.</summary>
    NumberNotFinite,
    /// <summary>The model asked for more memory than the worker may have.</summary>
    Memory,
    /// <summary>The model ran past the time limit.</summary>
    Time,
    /// <summary>The worker is of another build.</summary>
    Version,
}
