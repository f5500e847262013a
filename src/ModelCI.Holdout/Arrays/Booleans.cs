namespace ModelCI.Holdout.Arrays;

/// <summary>NumPy reads every byte but 0 as true; models and digests want 1.</summary>
internal static class Booleans
{
    public static void Normalise(Span<byte> values)
    {
        foreach (ref var value in values) value = value == 0 ? (byte)0 : (byte)1;
    }
}
