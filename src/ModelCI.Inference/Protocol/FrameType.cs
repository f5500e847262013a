namespace ModelCI.Inference.Protocol;

/// <summary>What a frame carries. The gate asks, the worker answers in order.</summary>
internal enum FrameType : byte
{
    /// <summary>Gate: protocol version, the limits that the worker sets on itself, and the file of <see cref="SharedMemory"/>. First of all. No answer.</summary>
    Begin = 1,
    /// <summary>Gate: slot and path of a model to load. Answer: <see cref="Loaded"/> or <see cref="Fault"/>.</summary>
    Load,
    /// <summary>Worker: the model's <see cref="Mapping.ModelDescription"/>.</summary>
    Loaded,
    /// <summary>Gate: the <see cref="BindPlan"/>. No answer.</summary>
    Bind,
    /// <summary>Gate: the <see cref="BlockPlace"/> of a few batches. Answer: for each batch one <see cref="Predicted"/> per slot, or a <see cref="Fault"/> that ends them all.</summary>
    Predict,
    /// <summary>Worker: what one model says about a batch.</summary>
    Predicted,
    /// <summary>Gate: asks how many items were inferred. Answer: <see cref="Counted"/>.</summary>
    Count,
    /// <summary>Worker: items inferred since its start.</summary>
    Counted,
    /// <summary>Worker: a model could not be loaded or run.</summary>
    Fault,
}
