namespace ModelCI.Cli.Configuration.Yaml;

/// <summary>Finds a character of a scalar's text in the file.</summary>
internal static class ScalarColumns
{
    /// <summary>The exact place where the scalar is plain or quoted on one line; otherwise the scalar's own.</summary>
    public static Place PlaceOf(string file, SourceScalar scalar, int offset)
    {
        var raw = file.AsSpan(scalar.Offset, scalar.EndOffset - scalar.Offset);
        if (raw.ContainsAny('\n', '\r') || scalar.Quoting == ScalarQuoting.Block) return scalar.Place;
        if (scalar.Quoting == ScalarQuoting.Plain)
            return raw.SequenceEqual(scalar.Text) ? Shifted(scalar, offset) : scalar.Place;
        // An anchor or a tag stands before the quote.
        if (raw[0] is not ('"' or '\'')) return scalar.Place;
        var at = 1;
        for (var read = 0; read < offset && at < raw.Length - 1; read++) at += LengthAt(raw[at..], scalar.Quoting);
        return Shifted(scalar, at);
    }

    /// <summary>Characters in the file for one character of the text. Only \U can stand for two; it does not occur in conditions.</summary>
    private static int LengthAt(ReadOnlySpan<char> raw, ScalarQuoting quoting)
    {
        if (quoting == ScalarQuoting.Single) return raw[0] == '\'' ? 2 : 1;
        return raw switch
        {
            ['\\', 'x', ..] => 4,
            ['\\', 'u', ..] => 6,
            ['\\', 'U', ..] => 10,
            ['\\', ..] => 2,
            _ => 1,
        };
    }

    private static Place Shifted(SourceScalar scalar, int by) => scalar.Place with { Column = scalar.Place.Column + by };
}
