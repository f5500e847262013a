namespace ModelCI.Cli.Configuration.Yaml;

/// <summary>
/// The characters that YAML forbids. YamlDotNet takes U+0000 for the end of the text, so a damaged file would be read in part.
/// </summary>
internal static class YamlCharacters
{
    public static (Place Place, char Character)? FirstForbidden(string text)
    {
        var line = 1;
        var lineStart = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
                continue;
            }
            if (IsForbidden(character)) return (new Place(line, at - lineStart + 1), character);
            if (character != '\n') continue;
            line++;
            lineStart = at + 1;
        }
        return null;
    }

    private static bool IsForbidden(char character) => character is '\uFFFE' or '\uFFFF' || char.IsSurrogate(character)
        || (char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085'));
}
