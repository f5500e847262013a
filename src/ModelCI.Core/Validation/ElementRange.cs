using System.Numerics;

namespace ModelCI.Core.Validation;

/// <summary>Least and greatest of some numbers, NaN apart.</summary>
/// <param name="IsEmpty">Whether there is nothing but NaN, so that the two mean nothing.</param>
internal readonly record struct ElementRange<T>(T Min, T Max, bool HasNaN, bool IsEmpty)
    where T : unmanaged, INumber<T>
{
    public static ElementRange<T> Of(ReadOnlySpan<T> values)
    {
        if (values.Length == 1) return new ElementRange<T>(values[0], values[0], T.IsNaN(values[0]), T.IsNaN(values[0]));
        // The ends of the type: infinities, or its last whole numbers.
        var (min, max) = (T.CreateSaturating(double.PositiveInfinity), T.CreateSaturating(double.NegativeInfinity));
        var (found, nans, next) = (false, false, 0);
        if (Vector<T>.IsSupported && values.Length >= 2 * Vector<T>.Count)
        {
            var (least, greatest, numbers) = (new Vector<T>(min), new Vector<T>(max), Vector<T>.Zero);
            for (; next <= values.Length - Vector<T>.Count; next += Vector<T>.Count)
            {
                var some = new Vector<T>(values[next..]);
                // Only NaN differs from itself.
                var isNumber = Vector.Equals(some, some);
                nans |= !Vector.EqualsAll(some, some);
                numbers |= isNumber;
                least = Vector.ConditionalSelect(isNumber, Vector.Min(some, least), least);
                greatest = Vector.ConditionalSelect(isNumber, Vector.Max(some, greatest), greatest);
            }
            // In bits: those of a float's mask are a NaN, which is not even equal to itself.
            found = Vector.AsVectorByte(numbers) != Vector<byte>.Zero;
            for (var lane = 0; lane < Vector<T>.Count; lane++) (min, max) = (T.Min(min, least[lane]), T.Max(max, greatest[lane]));
        }
        for (; next < values.Length; next++)
        {
            if (T.IsNaN(values[next]))
            {
                nans = true;
                continue;
            }
            found = true;
            (min, max) = (T.Min(min, values[next]), T.Max(max, values[next]));
        }
        return new ElementRange<T>(min, max, nans, !found);
    }
}
