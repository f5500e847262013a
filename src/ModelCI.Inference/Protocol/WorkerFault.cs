namespace ModelCI.Inference.Protocol;

/// <summary>A model's failure inside the worker, on its way to the gate.</summary>
/// <param name="slot">Index of the model.</param>
/// <param name="name">The input or output concerned; empty for the model as a whole.</param>
/// <param name="detail">A shape, or ONNX Runtime's own words; may be empty.</param>
internal sealed class WorkerFault(FaultKind kind, int slot, string name, string detail) : Exception($"{kind} {name} {detail}")
{
    public FaultKind Kind { get; } = kind;

    public int Slot { get; } = slot;

    public string Name { get; } = name;

    public string Detail { get; } = detail;

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        writer.Write(Slot);
        writer.Write(Name);
        writer.Write(Detail);
    }

    public static WorkerFault ReadFrom(BinaryReader reader) =>
        new(MessageFormat.ReadEnum<FaultKind>(reader), reader.ReadInt32(), reader.ReadString(), reader.ReadString());
}
