using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelCI.Core.Items;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>
/// The conversions between numeric types. Into a float type: value times scale, computed in binary64 and rounded once, so that a scale of 1/255
/// gives exactly the binary32 quotient pixel / 255 (a product in binary32 differs for 126 of the 256 pixels). Into an integer type: exact or a fault.
/// </summary>
internal static class ColumnConverters
{
    public static ColumnConverter For(ElementType from, ElementType to, double? scale) => from switch
    {
        ElementType.Float32 => From<float>(to, scale),
        ElementType.Float64 => From<double>(to, scale),
        ElementType.Float16 => From<Half>(to, scale),
        ElementType.Int64 => From<long>(to, scale),
        ElementType.Int32 => From<int>(to, scale),
        ElementType.Int16 => From<short>(to, scale),
        ElementType.Int8 => From<sbyte>(to, scale),
        ElementType.UInt64 => From<ulong>(to, scale),
        ElementType.UInt32 => From<uint>(to, scale),
        ElementType.UInt16 => From<ushort>(to, scale),
        ElementType.UInt8 or ElementType.Bool => From<byte>(to, scale),
        _ => throw new InvalidDataException("text is not converted"),
    };

    private static ColumnConverter From<T>(ElementType to, double? scale)
        where T : unmanaged, INumber<T> => to switch
        {
            ElementType.Float32 => Floating<T, float>(scale),
            ElementType.Float64 => Floating<T, double>(scale),
            ElementType.Float16 => Floating<T, Half>(scale),
            ElementType.Int64 => Whole<T, long>,
            ElementType.Int32 => Whole<T, int>,
            ElementType.Int16 => Whole<T, short>,
            ElementType.Int8 => Whole<T, sbyte>,
            ElementType.UInt64 => Whole<T, ulong>,
            ElementType.UInt32 => Whole<T, uint>,
            ElementType.UInt16 => Whole<T, ushort>,
            ElementType.UInt8 => Whole<T, byte>,
            ElementType.Bool => Truth<T>,
            _ => throw new InvalidDataException("text is not converted"),
        };

    private static ColumnConverter Floating<TFrom, TTo>(double? scale)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        if (typeof(TFrom) == typeof(byte)) return typeof(TTo) == typeof(float) ? Pixels(scale) : Table<TTo>(scale);
        return scale is { } factor
            ? (source, target, offset, stride) => Scaled<TFrom, TTo>(source, target, offset, stride, factor)
            : Plain<TFrom, TTo>;
    }

    private static ColumnConverter Pixels(double? scale)
    {
        var table = Table<float>(scale);
        return (source, target, offset, stride) =>
        {
            // What vectors leave over, and scalars that make a row together.
            var done = stride == 1 ? Scale(source, MemoryMarshal.Cast<byte, float>(target), scale ?? 1) : 0;
            table(source[done..], target[(done * sizeof(float))..], offset, stride);
        };
    }

    /// <summary>
    /// Whole vectors of bytes; tells how many bytes these are. The same products and roundings as in <see cref="Table"/>, as a byte is exact in
    /// binary32 and binary64. Three times faster than to look each up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Scale(ReadOnlySpan<byte> source, Span<float> target, double scale)
    {
        var factor = new Vector<double>(scale);
        var width = Vector<byte>.Count;
        var done = 0;
        for (; done <= source.Length - width; done += width)
        {
            Vector.Widen(new Vector<byte>(source.Slice(done, width)), out var low, out var high);
            var rest = target.Slice(done, width);
            Store(low, rest, factor);
            Store(high, rest[(width / 2)..], factor);
        }
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<ushort> values, Span<float> target, Vector<double> factor)
    {
        Vector.Widen(values, out var low, out var high);
        Product(low, factor).CopyTo(target);
        Product(high, factor).CopyTo(target[Vector<float>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Product(Vector<uint> values, Vector<double> factor)
    {
        Vector.Widen(Vector.ConvertToSingle(Vector.AsVectorInt32(values)), out var low, out var high);
        return Vector.Narrow(low * factor, high * factor);
    }

    // Of bytes there are 256 products in place of millions.
    private static ColumnConverter Table<TTo>(double? scale)
        where TTo : unmanaged, INumber<TTo>
    {
        var table = new TTo[256];
        for (var value = 0; value < table.Length; value++) table[value] = TTo.CreateTruncating(value * (scale ?? 1));
        return (source, target, offset, stride) => Lookup(source, MemoryMarshal.Cast<byte, TTo>(target), offset, stride, table);
    }

    // AggressiveOptimization: the process is so short that these loops would run to their end in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lookup<TTo>(ReadOnlySpan<byte> source, Span<TTo> target, int offset, int stride, TTo[] table)
    {
        if (stride == 1)
        {
            // Both spans are as long as the source, and a byte is below 256: without the checks it takes two thirds of the time.
            ref var to = ref MemoryMarshal.GetReference(target.Slice(offset, source.Length));
            ref var first = ref MemoryMarshal.GetArrayDataReference(table);
            for (var index = 0; index < source.Length; index++) Unsafe.Add(ref to, index) = Unsafe.Add(ref first, (int)source[index]);
            return;
        }
        for (var index = 0; index < source.Length; index++) target[offset + index * stride] = table[source[index]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plain<TFrom, TTo>(ReadOnlySpan<byte> source, Span<byte> target, int offset, int stride)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var values = MemoryMarshal.Cast<byte, TFrom>(source);
        var elements = MemoryMarshal.Cast<byte, TTo>(target);
        for (var index = 0; index < values.Length; index++) elements[offset + index * stride] = TTo.CreateTruncating(values[index]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scaled<TFrom, TTo>(ReadOnlySpan<byte> source, Span<byte> target, int offset, int stride, double scale)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var values = MemoryMarshal.Cast<byte, TFrom>(source);
        var elements = MemoryMarshal.Cast<byte, TTo>(target);
        for (var index = 0; index < values.Length; index++)
        {
            elements[offset + index * stride] = TTo.CreateTruncating(double.CreateTruncating(values[index]) * scale);
        }
    }

    private static void Whole<TFrom, TTo>(ReadOnlySpan<byte> source, Span<byte> target, int offset, int stride)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var values = MemoryMarshal.Cast<byte, TFrom>(source);
        var elements = MemoryMarshal.Cast<byte, TTo>(target);
        try
        {
            for (var index = 0; index < values.Length; index++)
            {
                if (!TFrom.IsInteger(values[index])) throw NotWhole(values[index]);
                elements[offset + index * stride] = TTo.CreateChecked(values[index]);
            }
        }
        catch (OverflowException)
        {
            throw Fault(FaultKind.OutOfRange);
        }
    }

    private static void Truth<TFrom>(ReadOnlySpan<byte> source, Span<byte> target, int offset, int stride)
        where TFrom : unmanaged, INumber<TFrom>
    {
        var values = MemoryMarshal.Cast<byte, TFrom>(source);
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] != TFrom.Zero && values[index] != TFrom.One) throw Fault(FaultKind.NotBoolean);
            target[offset + index * stride] = values[index] == TFrom.One ? (byte)1 : (byte)0;
        }
    }

    private static WorkerFault NotWhole<T>(T value)
        where T : INumber<T> => Fault(T.IsNaN(value) ? FaultKind.NotANumber : T.IsInfinity(value) ? FaultKind.OutOfRange : FaultKind.Fraction);

    // Which slot and input are concerned is known where the conversion was asked for.
    private static WorkerFault Fault(FaultKind kind) => new(kind, 0, "", "");
}
