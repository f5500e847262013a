using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;

namespace ModelCI.Inference.Protocol;

/// <summary>Messages to bytes and back. Reading checks every enumeration value: the other end is not trusted.</summary>
internal static class MessageFormat
{
    public static void Write(BinaryWriter writer, ModelDescription model)
    {
        WriteList(writer, model.Inputs, WriteValue);
        WriteList(writer, model.Outputs, WriteValue);
    }

    public static ModelDescription ReadDescription(BinaryReader reader) => new(ReadList(reader, ReadValue), ReadList(reader, ReadValue));

    public static void Write(BinaryWriter writer, BindPlan plan)
    {
        WriteList(writer, plan.Columns, (to, column) =>
        {
            to.Write((byte)column.Type);
            to.Write(column.ElementsPerRow);
        });
        WriteList(writer, plan.Conversions, (to, conversion) =>
        {
            WriteNumbers(to, conversion.Columns);
            to.Write((byte)conversion.Target);
            to.Write(conversion.Scale.HasValue);
            to.Write(conversion.Scale ?? 0);
            WriteNumbers(to, conversion.RowShape);
        });
        WriteList(writer, plan.Slots, WriteSlot);
    }

    public static BindPlan ReadBindPlan(BinaryReader reader) => new(
        ReadList(reader, from => new WireColumn(ReadEnum<ElementType>(from), from.ReadInt32())),
        ReadList(reader, from => new ConversionPlan(ReadNumbers(from), ReadEnum<ElementType>(from), ReadScale(from), ReadNumbers(from))),
        ReadList(reader, ReadSlot));

    public static T ReadEnum<T>(BinaryReader reader)
        where T : struct, Enum
    {
        var value = (T)Enum.ToObject(typeof(T), reader.ReadByte());
        return Enum.IsDefined(value) ? value : throw new InvalidDataException($"no such {typeof(T).Name}");
    }

    private static void WriteValue(BinaryWriter writer, ValueDescription value)
    {
        writer.Write(value.Name);
        writer.Write((byte)value.Kind);
        writer.Write(value.Type.HasValue);
        writer.Write((byte)(value.Type ?? default));
        writer.Write(value.TypeName);
        WriteNumbers(writer, value.Dimensions);
    }

    private static ValueDescription ReadValue(BinaryReader reader) => new(
        reader.ReadString(), ReadEnum<ValueKind>(reader), ReadType(reader), reader.ReadString(), ReadNumbers(reader));

    private static ElementType? ReadType(BinaryReader reader)
    {
        var known = reader.ReadBoolean();
        var type = ReadEnum<ElementType>(reader);
        return known ? type : null;
    }

    private static double? ReadScale(BinaryReader reader)
    {
        var given = reader.ReadBoolean();
        var scale = reader.ReadDouble();
        return given ? scale : null;
    }

    private static void WriteSlot(BinaryWriter writer, SlotPlan slot)
    {
        writer.Write(slot.Slot);
        WriteList(writer, slot.Inputs, (to, name) => to.Write(name));
        WriteNumbers(writer, slot.Conversions);
        writer.Write(slot.FixedRows ?? 0);
        WriteList(writer, slot.Outputs, WriteOutput);
    }

    private static void WriteOutput(BinaryWriter writer, OutputPlan output)
    {
        writer.Write(output.Name);
        writer.Write((byte)output.Kind);
        writer.Write((byte)output.Type);
        writer.Write(output.Columns);
        writer.Write(output.Threshold);
        writer.Write(output.Depth);
    }

    private static SlotPlan ReadSlot(BinaryReader reader) => new(
        reader.ReadInt32(),
        ReadList(reader, from => from.ReadString()),
        ReadNumbers(reader),
        reader.ReadInt32() is > 0 and var rows ? rows : null,
        ReadList(reader, ReadOutput));

    private static OutputPlan ReadOutput(BinaryReader reader) => new(
        reader.ReadString(), ReadEnum<OutputKind>(reader), ReadEnum<ElementType>(reader), reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32());

    private static void WriteNumbers(BinaryWriter writer, IReadOnlyList<int> numbers) => WriteList(writer, numbers, (to, number) => to.Write(number));

    private static List<int> ReadNumbers(BinaryReader reader) => ReadList(reader, from => from.ReadInt32());

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(writer, item);
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        var items = new List<T>();
        for (var index = 0; index < count; index++) items.Add(read(reader));
        return items;
    }
}
